import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { movement, transitions } from '../__testUtils__/historyExamples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { delivery } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/teams/default/checkout/history';
const query = '?from=2026-10-23&to=2026-11-21';

function apiWithDelivery() {
  const api = new InMemoryReadinessApi();
  api.delivery = delivery;
  return api;
}

describe('the history of a team', () => {
  it('asks for the days and the area of the address', async () => {
    const { api } = renderReadiness(
      `${path}${query}&area=slos&scorecard=team-readiness`,
      apiWithDelivery(),
    );
    await screen.findByRole('region', { name: 'What moved it' });
    const sums = {
      scope: 'team',
      ref: 'group:default/checkout',
      scorecard: 'team-readiness',
      area: 'slos',
      from: '2026-10-23',
      to: '2026-11-21',
    };
    expect(api.lastAsked('getTrend')).toEqual(sums);
    expect(api.lastAsked('getMovement')).toEqual(sums);
    expect(api.lastAsked('listTransitions')).toMatchObject({
      owner: 'group:default/checkout',
      from: '2026-10-23',
      to: '2026-11-21',
    });
  });

  it('draws the trend of checks met and of services on target', async () => {
    renderReadiness(path + query, apiWithDelivery());
    const trend = await screen.findByRole('region', { name: 'Trend' });
    expect(
      await within(trend).findByRole('button', { name: 'Show as table' }),
    ).toBeInTheDocument();
    expect(trend).toHaveTextContent('Checks met');
    expect(trend).toHaveTextContent('Services on target');
  });

  it('breaks the movement into parts that add up to the difference, each explained', async () => {
    renderReadiness(path + query, apiWithDelivery());
    const table = await screen.findByRole('table', {
      name: 'What moved the share of checks met',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'PartServicesPoints',
      'ImprovedChecks that were not met are met.0+14.0',
      'New servicesServices came that were not there before, with what they meet and miss.+1−4.0',
      'All parts together+1+10.0',
    ]);
    expect(
      screen.getByText('Checks met: 50% on 23 Oct 2026, 60% on 21 Nov 2026.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: /^Checks met from 50% on 23 Oct 2026/ }),
    ).toBeInTheDocument();
  });

  it('compares nothing with a day of which nothing is known', async () => {
    const api = apiWithDelivery();
    api.history.movement = {
      ...movement,
      before: {
        ...movement.before,
        share: { ...movement.before.share, adoption: null },
      },
    };
    renderReadiness(path + query, api);
    expect(
      await screen.findByText(/^Nothing is known of one of these days/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('table', {
        name: 'What moved the share of checks met',
      }),
    ).not.toBeInTheDocument();
  });

  it('tells in words what changed, and shows on request what was seen', async () => {
    const user = userEvent.setup();
    renderReadiness(path + query, apiWithDelivery());
    const changes = await screen.findByRole('region', { name: 'What changed' });
    await within(changes).findAllByRole('link', { name: 'Cart' });
    const [result, level] = within(changes).getAllByRole('listitem');
    expect(result).toHaveTextContent(
      /^5 Nov 2026Cart · SLO definedfrom Not met to Met\(what was observed changed\)/,
    );
    expect(level).toHaveTextContent(
      /^5 Nov 2026Cart · Levelfrom Level 1 to Level 2/,
    );
    expect(
      within(result).getByRole('link', { name: 'SLO defined' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined',
    );
    await user.click(
      within(result).getByText('What was seen before and after'),
    );
    const seen = await within(result).findByRole('table', {
      name: 'SLO documents: what was seen',
    });
    expect(within(seen).getAllByRole('row')[1]).toHaveTextContent(
      'slos[][{"name":"cart-availability"}]',
    );
    expect(level).not.toHaveTextContent('What was seen');
  });

  it('narrows changes by kind and reason', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(path + query, apiWithDelivery());
    await screen.findByText('2 changes');
    // It is loaded before it is seen: what stands above it comes first.
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Kind' }),
      'Levels',
    );
    expect(await screen.findByText('1 change')).toBeInTheDocument();
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Why' }),
      'the owner changed',
    );
    expect(
      await screen.findByText('Nothing changed in these days.'),
    ).toBeInTheDocument();
    expect(api.lastAsked('listTransitions')).toMatchObject({
      kind: 'level',
      cause: 'ownership',
    });
  });

  it('loads earlier changes on request, and goes on at the first of them', async () => {
    const user = userEvent.setup();
    const api = apiWithDelivery();
    const [change] = transitions;
    api.history.listTransitions = async ({ cursor } = {}) => ({
      items: [
        {
          ...change,
          id: cursor ? '2' : '1',
          entity: { ref: 'component:default/x', title: cursor ?? 'First' },
        },
      ],
      hidden: 0,
      nextCursor: cursor ? null : 'Earlier',
    });
    renderReadiness(path + query, api);
    await user.click(
      await screen.findByRole('button', { name: 'Show earlier changes' }),
    );
    const earlier = await screen.findByRole('link', { name: 'Earlier' });
    await waitFor(() => expect(earlier.closest('li')).toHaveFocus());
    expect(screen.getByText('2 changes')).toBeInTheDocument();
  });

  it('takes two days that the reader chooses, and leaves out what is none', async () => {
    const { api } = renderReadiness(path + query, apiWithDelivery());
    const from = await screen.findByLabelText('From');
    expect(from).toHaveValue('2026-10-23');
    fireEvent.change(from, { target: { value: '2026-11-30' } });
    expect(api.lastAsked('getMovement')).toMatchObject({ from: '2026-10-23' });
    fireEvent.change(from, { target: { value: '2026-11-01' } });
    await waitFor(() =>
      expect(api.lastAsked('getMovement')).toMatchObject({
        from: '2026-11-01',
        to: '2026-11-21',
      }),
    );
    expect(screen.getByRole('combobox', { name: 'Period' })).toHaveValue('');
  });

  it('uses no word of the machinery', async () => {
    renderReadiness(path + query, apiWithDelivery());
    await screen.findByText('2 changes');
    expect(document.body).not.toHaveTextContent(
      /transition|roll-up|collector|\bfacts?\b|packed|ticket/i,
    );
  });
});
