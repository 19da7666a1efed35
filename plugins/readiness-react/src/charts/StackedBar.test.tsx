import { screen } from '@testing-library/react';
import { renderTranslated } from '../__testUtils__/renderTranslated';
import { StackedBar } from './StackedBar';

describe('StackedBar', () => {
  it('says its parts, and leaves out what is not there', () => {
    renderTranslated(
      <StackedBar
        label="Outcomes"
        parts={[
          { id: 'pass', label: 'Met', value: 1200, tone: 'good' },
          { id: 'fail', label: 'Not met', value: 6, tone: 'bad' },
          { id: 'unknown', label: 'No data', value: 3, tone: 'unknown' },
          { id: 'exempt', label: 'Exempt', value: 0, tone: 'neutral' },
        ]}
      />,
    );
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Outcomes: 1,200 Met, 6 Not met and 3 No data.',
    );
    expect(screen.queryByText('Exempt')).not.toBeInTheDocument();
  });

  it('draws each tone in a way of its own, so that none rests on colour', () => {
    const tones = ['good', 'bad', 'unknown', 'neutral'] as const;
    const { container } = renderTranslated(
      <StackedBar
        label="Tones"
        parts={tones.map(tone => ({ id: tone, label: tone, value: 1, tone }))}
      />,
    );
    const looks = [...container.querySelectorAll('li > svg')].map(svg =>
      [
        svg.querySelector('path') ? 'hatched' : '',
        svg.querySelector('rect')?.getAttribute('stroke') ? 'outlined' : '',
        svg.querySelector('rect')?.getAttribute('fill'),
      ].join(' '),
    );
    expect(new Set(looks).size).toBe(4);
  });

  it('says that there is nothing', () => {
    renderTranslated(<StackedBar label="Outcomes" parts={[]} />);
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Outcomes: nothing to show.',
    );
  });
});
