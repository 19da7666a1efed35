import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTranslated } from '../__testUtils__/renderTranslated';
import { TrendChart } from './TrendChart';

const range = { from: '2026-11-01', to: '2026-11-10' };
const adoption = {
  id: 'all',
  name: 'Adoption',
  points: [
    { day: '2026-11-03', value: 0.4 },
    { day: '2026-11-07', value: 0.8 },
  ],
};
const missing = [{ from: '2026-11-05', to: '2026-11-05' }];

const reader = () => screen.getByRole('slider');
const read = () => reader().getAttribute('aria-valuetext');

describe('TrendChart', () => {
  it('says in words what it draws', () => {
    renderTranslated(
      <TrendChart
        label="Adoption of runbooks"
        series={[adoption]}
        {...range}
        missing={missing}
        marks={[{ day: '2026-11-07T08:00:00Z', label: 'Version 2' }]}
      />,
    );
    expect(
      screen.getByRole('figure', { name: 'Adoption of runbooks' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Adoption rose from 40% on 3 Nov to 80% on 10 Nov. Nothing was measured on 3 days. 7 Nov: Version 2.',
    );
  });

  it('is read day by day with the keyboard, with one stop of the Tab key', async () => {
    const user = userEvent.setup();
    renderTranslated(
      <TrendChart
        label="Runbooks"
        series={[
          adoption,
          {
            id: 'checkout',
            name: 'Checkout',
            points: [{ day: '2026-11-03', value: null }],
          },
        ]}
        {...range}
        missing={missing}
        marks={[{ day: '2026-11-07', label: 'Version 2' }]}
      />,
    );
    await user.tab();
    expect(reader()).toHaveFocus();
    await user.keyboard('{End}');
    expect(read()).toBe(
      '10 Nov 2026, Adoption 80%, Checkout Nothing to measure',
    );
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(read()).toBe(
      '7 Nov 2026, Adoption 80%, Checkout Nothing to measure, Version 2',
    );
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(read()).toBe('5 Nov 2026, Not measured');
    await user.keyboard('{PageDown}{ArrowLeft}');
    expect(read()).toBe('1 Nov 2026, Not measured');
    expect(reader()).toHaveAttribute('aria-valuenow', '1');
    await user.keyboard('{Escape}');
    expect(read()).toBe('No day chosen');
    await user.tab();
    expect(screen.getByRole('button', { name: 'Show as table' })).toHaveFocus();
  });

  it('has a table of the days on which something changes, the latest first', async () => {
    const user = userEvent.setup();
    renderTranslated(
      <TrendChart
        label="Runbooks"
        series={[adoption]}
        {...range}
        missing={missing}
        marks={[{ day: '2026-11-09', label: 'Version 2' }]}
      />,
    );
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    const table = screen.getByRole('table', { name: 'Runbooks as table' });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => [...row.children].map(cell => cell.textContent)),
    ).toEqual([
      ['Day', 'Adoption', 'Remark'],
      ['10 Nov 2026', '80%', ''],
      ['9 Nov 2026', '80%', 'Version 2'],
      ['7 Nov 2026', '80%', ''],
      ['6 Nov 2026', '40%', ''],
      ['5 Nov 2026', 'Not measured', ''],
      ['3 Nov 2026', '40%', ''],
      ['1 Nov 2026', 'Not measured', ''],
    ]);
    await user.click(screen.getByRole('button', { name: 'Show as chart' }));
    expect(screen.getByRole('img')).toBeInTheDocument();
  });

  it('breaks the lines of several series in ways of their own, and names them', () => {
    const { container } = renderTranslated(
      <TrendChart
        label="Runbooks"
        series={['A', 'B', 'C', 'D'].map(name => ({
          ...adoption,
          id: name,
          name,
        }))}
        {...range}
      />,
    );
    const lines = [...container.querySelectorAll('li line')].map(line =>
      line.getAttribute('stroke-dasharray'),
    );
    expect(new Set(lines).size).toBe(4);
    expect(screen.getAllByRole('listitem').map(li => li.textContent)).toEqual([
      'A',
      'B',
      'C',
      'D',
      'Not measured',
    ]);
  });

  it('draws what was never measured, and counts', () => {
    renderTranslated(
      <>
        <TrendChart label="Empty" series={[]} {...range} />
        <TrendChart
          label="Services"
          unit="count"
          series={[
            {
              id: 'services',
              name: 'Services on target',
              points: [
                { day: '2026-11-01', value: 2 },
                { day: '2026-11-02', value: 5 },
              ],
            },
          ]}
          {...range}
        />
      </>,
    );
    const [empty, services] = screen.getAllByRole('img');
    expect(empty).toHaveAccessibleName(
      'Nothing was measured from 1 Nov to 10 Nov.',
    );
    expect(services).toHaveAccessibleName(
      'Services on target rose from 2 on 1 Nov to 5 on 10 Nov.',
    );
    expect(services).toHaveTextContent('6');
  });
});
