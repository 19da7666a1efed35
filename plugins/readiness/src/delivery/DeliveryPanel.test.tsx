import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { delivery, entry } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/teams/default/checkout/delivery';

function apiWith(changes: Partial<typeof delivery> = {}) {
  const api = new InMemoryReadinessApi();
  api.delivery = { ...delivery, ...changes };
  return api;
}

describe('the deliveries of a team', () => {
  it('are asked for once, within the history of the team', async () => {
    const { api } = renderReadiness(path, apiWith());
    await screen.findByText('Deployment frequency');
    expect(api.asked.filter(([method]) => method === 'getDelivery')).toEqual([
      [
        'getDelivery',
        { kind: 'group', namespace: 'default', name: 'checkout' },
      ],
    ]);
    expect(
      screen.getByRole('link', { name: 'History', current: 'page' }),
    ).toBeInTheDocument();
  });

  it('shows five numbers, each with what it was taken of, and none for what is not known', async () => {
    renderReadiness(path, apiWith());
    const titles = await screen.findAllByRole('term');
    expect(titles.map(title => title.textContent)).toEqual([
      'Deployment frequency',
      'Change lead time',
      'Change fail rate',
      'Recovery time',
      'Rework rate',
    ]);
    const tile = (index: number) => titles[index].parentElement;
    expect(tile(0)).toHaveTextContent(/4\.2 a weekfrom 54 deployments/);
    expect(tile(1)).toHaveTextContent(
      /1 d 6 hfrom 120 changes5 h 30 min of it after the merge/,
    );
    expect(tile(2)).toHaveTextContent(/7\.4%from 54 deployments/);
    expect(tile(3)).toHaveTextContent(
      /Not enough data2 of the 3 failed deployments it takes/,
    );
    expect(tile(4)).toHaveTextContent(/Not measuredNo events of deployments/);
    expect(tile(4)).not.toHaveTextContent(/\b0\b/);
  });

  it('draws the deployments with a text for those who do not see them', async () => {
    renderReadiness(path, apiWith());
    const chart = await screen.findByRole('img', { name: /deployments from/ });
    expect(chart).toHaveAccessibleName(
      /^\d+ deployments from 2 Feb 2026 to 23 Jul 2026, \d+ of them failed, 1 incident\. Most in the week of \d+ \w+ 2026: \d+\.$/,
    );
    expect(
      within(chart).getByText('Impact entry of 20 May'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        '5 Jan 2026 to 23 Jul 2026 · nothing known before 2 Feb 2026 · 3 services · days in Europe/Berlin',
      ),
    ).toBeInTheDocument();
  });

  it('tells the same as a table, without weeks of which nothing is known', async () => {
    const user = userEvent.setup();
    renderReadiness(path, apiWith());
    await user.click(await screen.findByText('The same as a table'));
    const table = await screen.findByRole('table', {
      name: 'Deployments by week',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(25);
    expect(rows[rows.length - 1]).toHaveTextContent(/^2 Feb 2026/);
    const deployments = delivery.days.reduce(
      (sum, day) => sum + day.deployments,
      0,
    );
    expect(
      rows.reduce(
        (sum, row) =>
          sum + Number(within(row).getAllByRole('cell')[0].textContent),
        0,
      ),
    ).toBe(deployments);
    expect(table).toHaveTextContent(/Fri \d+ \w+, 1 of 1/);
  });

  it('says in one sentence which weekday stands out, and what answered it', async () => {
    renderReadiness(path, apiWith());
    const weekdays = await screen.findByRole('region', {
      name: 'Failures by weekday',
    });
    expect(weekdays).toHaveTextContent(
      'On Fridays 3 of 12 deployments fail, on other days 2 of 60. Chance alone gives that in 1 of 240 cases. Seen since 24 Apr 2026.',
    );
    expect(weekdays).toHaveTextContent('Answered by');
    expect(
      within(weekdays).getByRole('link', {
        name: /No releases after Thursday noon/,
      }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/cart/docs/impact/2026-05-fridays.md',
    );
    const rows = within(weekdays).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(7);
    expect(rows[4]).toHaveTextContent('Friday3 of 1225%1 in 240 (stands out)');
    expect(rows[5]).toHaveTextContent('Saturday–––');
  });

  it.each([
    ['nothing', []],
    ['what is older than the effect', [entry({ at: '2026-01-01' })]],
    ['what is not complete', [entry({ complete: false })]],
  ])('says that %s is no answer', async (_, answers) => {
    renderReadiness(path, apiWith({ answers }));
    const weekdays = await screen.findByRole('region', {
      name: 'Failures by weekday',
    });
    expect(weekdays).toHaveTextContent('Not answered yet.');
    expect(weekdays).not.toHaveTextContent('Answered by');
  });

  it('says where no weekday stands out, and where there is too little to compare', async () => {
    const calm = delivery.weekdays.map(weekday => ({
      ...weekday,
      significantSince: null,
    }));
    const { unmount } = renderReadiness(path, apiWith({ weekdays: calm }));
    expect(
      await screen.findByText(/^No weekday stands out/),
    ).toBeInTheDocument();
    unmount();
    renderReadiness(
      path,
      apiWith({ weekdays: calm.map(day => ({ ...day, pValue: null })) }),
    );
    expect(
      await screen.findByText('Too few deployments to compare weekdays.'),
    ).toBeInTheDocument();
  });

  it('draws nothing where nothing is known, and says how that changes', async () => {
    renderReadiness(path, apiWith({ since: null, days: [], hidden: 1 }));
    expect(
      await screen.findByText(/^No deployment is known yet/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Deployment frequency')).not.toBeInTheDocument();
    expect(
      screen.getByText(
        '1 service is hidden from you and in nothing that shows here.',
      ),
    ).toBeInTheDocument();
  });

  it('says that the reader may not see it, and where there is no such team', async () => {
    const api = apiWith();
    api.refusal = new NotAllowedError('Refused by a test');
    const { unmount } = renderReadiness(path, api);
    // Of the trend, of what moved it, of what changed, and of the deployments.
    await waitFor(() =>
      expect(screen.getAllByText('You may not see this')).toHaveLength(4),
    );
    unmount();
    renderReadiness(path, new InMemoryReadinessApi());
    expect(
      await screen.findByText('Nothing is known of "checkout"'),
    ).toBeInTheDocument();
  });

  it('uses no word of the machinery', async () => {
    renderReadiness(path, apiWith());
    await screen.findByText('Deployment frequency');
    expect(document.body).not.toHaveTextContent(
      /transition|roll-up|collector|\bfacts?\b|packed|ticket/i,
    );
  });
});
