import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { checkResultItem } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/checks/service-readiness/slo-defined';

async function serviceNames() {
  const grid = await screen.findByRole('grid', { name: 'Services' });
  return within(grid)
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
}

describe('CheckPage', () => {
  it('says question, why, how to fix, who answers for it, and where it stands', async () => {
    renderReadiness(path);
    expect(
      await screen.findByRole('heading', { name: 'SLO' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Is there an SLO\?/)).toBeInTheDocument();
    expect(screen.getByText('40% adoption')).toBeInTheDocument();
    expect(screen.getByText('−3 points in 30 days')).toBeInTheDocument();
    expect(
      screen.getByText('Without an SLO nobody knows when to stop shipping.'),
    ).toBeInTheDocument();
    expect(screen.getByText('slo/cart.yaml')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'platform' })).toHaveAttribute(
      'href',
      '/readiness/teams/default/platform',
    );
    expect(screen.getByText(/1 entity is hidden from you/)).toBeInTheDocument();
    const outcomes = screen.getByRole('list', { name: 'Outcomes' });
    expect(
      within(outcomes)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      '8Met',
      '6Not met',
      '3No data',
      '2Check failed to run',
      '1Exempt',
      '4Does not apply',
    ]);
  });

  it('says what it reads, what brings that, and how that is', async () => {
    renderReadiness(path);
    const sources = await screen.findByRole('list', { name: 'Data sources' });
    await within(sources).findByText('Failed');
    expect(
      within(sources)
        .getAllByRole('listitem')
        .map(item => item.textContent?.replace(/Last look .*ago|on .*/, '')),
    ).toEqual([
      expect.stringMatching(
        /^The SLO documentsConnected: SLO documents.*Failed: The host answered 503\. Health of all data sources$/,
      ),
      'The incident eventsNot connected',
    ]);
    expect(
      within(sources).getByRole('link', { name: /^Health/ }),
    ).toHaveAttribute('href', '/readiness/health');
  });

  it('says what versions changed of it, and from when on that counts', async () => {
    renderReadiness(path);
    const panel = await screen.findByRole('region', { name: 'What changed' });
    await within(panel).findByText('22 Nov 2026');
    expect(
      within(panel)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      '22 Nov 2026Stricter since version 3: condition, parameter days. Counts from 22 Dec 2026.',
      '3 Oct 2026Changed in version 2: what it says.',
      '1 Sept 2026Asked since version 1.',
    ]);
  });

  it('says whether a service may opt out, and its stage with the day', async () => {
    const api = new InMemoryReadinessApi();
    const { unmount } = renderReadiness(path, api);
    expect(
      await screen.findByText(/^Not possible\. An exemption/),
    ).toBeInTheDocument();
    unmount();

    const check = await api.getCheck({ scorecard: '', id: 'slo-defined' });
    api.getCheck = async () => ({
      ...check,
      optOut: true,
      owner: 'group:default/sre',
      summary: { ...check.summary, stage: 'warn', enforceFrom: '2026-12-22' },
    });
    renderReadiness(path, api);
    expect(
      await screen.findByText('opt-out.team-readiness.dev/slo-defined'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Announced, counts from 22 Dec 2026$/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'sre' })).toBeInTheDocument();
  });

  it('keeps the tabs of Readiness', async () => {
    renderReadiness(path);
    expect(
      await screen.findByRole('tab', { name: 'Standards' }),
    ).toHaveAttribute('href', '/readiness/standards');
  });

  it('lists the services in the order of the API, each leading to its result', async () => {
    renderReadiness(path);
    expect(await serviceNames()).toEqual(['cart', 'ledger', 'wallet']);
    expect(screen.getByRole('link', { name: 'cart' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness#service-readiness.slo-defined',
    );
  });

  it('reads the filters from the address', async () => {
    const { api } = renderReadiness(
      `${path}?team=group:default/checkout&tier=1&outcome=fail&outcome=bogus`,
    );
    expect(await serviceNames()).toEqual(['cart']);
    expect(api.lastAsked('listCheckResults')).toMatchObject({
      team: 'group:default/checkout',
      tier: 1,
      outcome: ['fail'],
    });
    expect(screen.getByRole('button', { name: 'Not met' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(screen.getByLabelText('Team')).toHaveDisplayValue('Checkout');
  });

  it('filters by outcome, tier and team', async () => {
    const user = userEvent.setup();
    renderReadiness(path);
    await serviceNames();

    await user.click(screen.getByRole('button', { name: 'Not met' }));
    await waitFor(async () => expect(await serviceNames()).toEqual(['cart']));
    await user.click(screen.getByRole('button', { name: 'No data' }));
    await waitFor(async () =>
      expect(await serviceNames()).toEqual(['cart', 'ledger']),
    );
    await user.selectOptions(screen.getByLabelText('Tier'), 'Tier 2');
    await waitFor(async () => expect(await serviceNames()).toEqual(['ledger']));
    await user.selectOptions(screen.getByLabelText('Tier'), 'No tier');
    expect(await screen.findByText('No services')).toBeInTheDocument();
  });

  it('asks for more as one comes to the end, and begins anew when a filter changes', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.results = Array.from({ length: 240 }, (_, index) =>
      checkResultItem(`s${index}`, index % 2 ? 'fail' : 'pass'),
    );
    renderReadiness(path, api);

    expect(await screen.findByText('240 services')).toBeInTheDocument();
    const grid = screen.getByRole('grid', { name: 'Services' });
    expect(grid).toHaveAttribute('aria-rowcount', '241');
    expect(api.lastAsked('listCheckResults')).toEqual({ limit: 100 });
    const box = grid.parentElement!;
    box.scrollTop = 5000;
    fireEvent.scroll(box);
    await waitFor(() =>
      expect(api.lastAsked('listCheckResults')).toEqual({
        limit: 100,
        cursor: '100',
      }),
    );

    await user.click(screen.getByRole('button', { name: 'Not met' }));
    expect(await screen.findByText('120 services')).toBeInTheDocument();
    expect(screen.getByRole('grid', { name: 'Services' })).toHaveAttribute(
      'aria-rowcount',
      '121',
    );
  });

  it('draws how the adoption went, in all and by team, with the versions that changed it', async () => {
    const { api } = renderReadiness(path);
    const panel = await screen.findByRole('region', {
      name: 'Adoption, day by day',
    });
    await waitFor(() =>
      expect(within(panel).getByRole('img')).toHaveAccessibleName(
        /^Adoption rose from 40% on 24 Aug to 80% on 21 Nov\. .*3 Oct: Version 2: Changed\./,
      ),
    );
    const teams = screen.getByRole('table', { name: 'Teams' });
    expect(within(teams).getByRole('img')).toHaveAccessibleName(
      'Adoption of Checkout rose from 0% on 24 Aug to 100% on 21 Nov.',
    );
    expect(api.lastAsked('getCheckAdoption')).toMatchObject({
      query: { limit: 50 },
    });
  });

  it('says since when it is measured where one day is no curve yet', async () => {
    const api = new InMemoryReadinessApi();
    const { total, to } = api.history.checkAdoption;
    api.history.checkAdoption = {
      ...api.history.checkAdoption,
      total: [{ ...total[0], day: to }],
    };
    renderReadiness(path, api);
    expect(
      await screen.findByText(/^Measured since 21 Nov 2026\./),
    ).toBeInTheDocument();
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  });

  it('needs three requests before it is useful', async () => {
    const { api } = renderReadiness(path);
    await serviceNames();
    const pages = api.asked
      .map(([method]) => method)
      // Asked for on sight in a browser; here everything is in sight.
      .filter(method => method !== 'listCollectors');
    expect(pages.slice(0, 3).sort()).toEqual([
      'getCheck',
      'getCheckAdoption',
      'listCheckResults',
    ]);
  });

  it('leads to services that meet it, and to who answers for it', async () => {
    renderReadiness(path);
    const examples = await screen.findByRole('region', {
      name: 'Good examples',
    });
    expect(examples).toHaveTextContent('Most meet it at Checkout: 8 of 19.');
    expect(
      within(examples).getByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute(
      'href',
      `${path}?team=group%3Adefault%2Fcheckout&outcome=pass`,
    );
    expect(
      await screen.findByRole('link', { name: /^Tell the check’s owner,/ }),
    ).toHaveAttribute(
      'href',
      'mailto:platform@harbour.example?subject=Check%20%E2%80%9CSLO%E2%80%9D%20of%20Service%20readiness',
    );
  });

  it('reads in German, with the words of the standard as they are', async () => {
    renderReadiness(path, new InMemoryReadinessApi(), { language: 'de' });
    expect(
      await screen.findByRole('heading', { name: 'So wird sie erfüllt' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/^40.% Umsetzung$/)).toBeInTheDocument();
    expect(screen.getByText(/Is there an SLO\?/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Nicht erfüllt' }),
    ).toBeInTheDocument();
    const panel = screen.getByRole('region', {
      name: 'Umsetzung, Tag für Tag',
    });
    expect(
      await within(panel).findByRole('button', { name: 'Als Tabelle zeigen' }),
    ).toBeInTheDocument();
    expect(within(panel).getByRole('img').getAttribute('aria-label')).toMatch(
      /^Umsetzung: von 40.% am 24\. Aug\.? auf 80.% am 21\. Nov\.? gestiegen\./,
    );
  });

  it('saves the filtered list as CSV', async () => {
    const user = userEvent.setup();
    const saved: Blob[] = [];
    const create = URL.createObjectURL;
    const revoke = URL.revokeObjectURL;
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return '#saved';
    };
    URL.revokeObjectURL = () => undefined;
    try {
      renderReadiness(`${path}?outcome=fail`);
      await user.click(
        await screen.findByRole('button', { name: 'Download CSV' }),
      );
      await waitFor(() => expect(saved).toHaveLength(1));
      expect(await saved[0].text()).toBe(
        'entity,outcome\r\ncomponent:default/cart,fail',
      );
    } finally {
      URL.createObjectURL = create;
      URL.revokeObjectURL = revoke;
    }
  });

  it('leads from a team to its services', async () => {
    renderReadiness(path);
    const table = await screen.findByRole('table', { name: 'Teams' });
    expect(
      within(table).getByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute('href', `${path}?team=group%3Adefault%2Fcheckout`);
  });
});
