import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { overview, standing } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

describe('TeamsPage', () => {
  it('is where /readiness leads to, with the teams in the order of the API and what nobody owns first', async () => {
    renderReadiness('/readiness');

    const grid = await screen.findByRole('treegrid', {
      name: 'Teams by areas',
    });
    const names = within(grid)
      .getAllByRole('rowheader')
      .map(cell => cell.textContent);
    expect(names).toEqual([
      'No owner',
      'My teams',
      'Checkout2 child teams',
      'Other teams',
      'Search',
    ]);
    expect(
      within(grid).getByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute('href', '/readiness/teams/default/checkout');
    expect(within(grid).getByText('5 of 8')).toBeInTheDocument();
  });

  it('shows one number a cell, hatched under 60 % coverage, with the rest in its name', async () => {
    renderReadiness('/readiness/teams');

    const ownership = await screen.findByRole('img', {
      name: /^Checkout, Ownership: Adoption 90%: 9 of 10 met, by weight\. Score 90%/,
    });
    expect(ownership).toHaveTextContent(/^90%$/);
    expect(ownership).not.toHaveAttribute('data-hatched');

    const policy = screen.getByRole('img', {
      name: /^Checkout, Policy: Adoption 20%.*Score: not enough data.*Coverage 30%/,
    });
    expect(policy).toHaveTextContent(/^20%$/);
    expect(policy).toHaveAttribute('data-hatched', 'true');

    const cost = screen.getByRole('img', {
      name: 'Checkout, Cost: Nothing here applies',
    });
    expect(cost).toHaveTextContent(/^–$/);
  });

  it('shows the details of a cell when it has the focus', async () => {
    const user = userEvent.setup();
    renderReadiness('/readiness/teams');
    await screen.findByRole('treegrid');

    act(() => screen.getByRole('rowheader', { name: 'No owner' }).focus());
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(
      within(screen.getByRole('treegrid')).getByRole('link', {
        name: 'Checkout',
      }),
    ).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(
      screen.getByRole('img', { name: /^Checkout, Ownership/ }),
    ).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'Adoption 90%: 9 of 10 met, by weight',
    );
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('tooltip')).not.toBeInTheDocument(),
    );
    await user.keyboard('{End}');
    expect(screen.getByRole('img', { name: /^Checkout, Cost/ })).toHaveFocus();
    expect(
      screen
        .getAllByRole('img', { name: /^(Checkout|Search), / })
        .filter(cell => cell.tabIndex === 0),
    ).toHaveLength(1);
  });

  it('links the missing runbooks and SLOs to the services that fail the check, in the chosen tier', async () => {
    renderReadiness('/readiness/teams?tier=1');

    expect(
      await screen.findByRole('link', { name: 'Missing runbooks 3' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/runbook?tier=1&outcome=fail',
    );
    expect(
      screen.getByRole('link', { name: 'Missing SLOs 6' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined?tier=1&outcome=fail',
    );
  });

  it('links the services on target to those below, and what lacks data to those that do', async () => {
    renderReadiness('/readiness/teams?tier=1');

    expect(
      await screen.findByRole('link', {
        name: /^Services on target\s*11\s*of 20$/,
      }),
    ).toHaveAttribute(
      'href',
      '/readiness/services?scorecard=service-readiness&tier=1&target=missed',
    );
    expect(
      screen.getByRole('link', { name: /^Not enough data/ }),
    ).toHaveAttribute(
      'href',
      '/readiness/services?scorecard=service-readiness&tier=1&data=lacking',
    );
  });

  it('leaves out what the scorecard does not ask for', async () => {
    const api = new InMemoryReadinessApi();
    api.overview = {
      ...overview,
      total: standing({ missing: { runbooks: null, slos: null } }),
    };
    renderReadiness('/readiness/teams', api);

    await screen.findByText('Services on target');
    expect(screen.queryByText(/Missing/)).not.toBeInTheDocument();
  });

  it('reads scorecard and tier from the address, and writes them there', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(
      '/readiness/teams?scorecard=team-readiness&tier=2',
    );

    const scorecard = await screen.findByLabelText('Scorecard');
    expect(scorecard).toHaveDisplayValue('Team readiness');
    expect(api.lastAsked('getOverview')).toEqual({
      scorecard: 'team-readiness',
      tier: 2,
    });

    await user.selectOptions(screen.getByLabelText('Tier'), 'No tier');
    await waitFor(() =>
      expect(api.lastAsked('getOverview')).toEqual({
        scorecard: 'team-readiness',
        tier: 0,
      }),
    );
    expect(
      within(screen.getByRole('treegrid')).getByRole('link', {
        name: 'Checkout',
      }),
    ).toHaveAttribute(
      'href',
      '/readiness/teams/default/checkout?scorecard=team-readiness',
    );
  });

  it('ignores a tier that is none', async () => {
    const { api } = renderReadiness('/readiness/teams?tier=9');
    await screen.findByRole('treegrid');
    expect(api.lastAsked('getOverview')).toEqual({});
  });

  it('says what is hidden from the reader', async () => {
    renderReadiness('/readiness/teams');
    expect(
      await screen.findByText(/12 entities are hidden from you/),
    ).toBeInTheDocument();
  });

  it('says while numbers may still move', async () => {
    const api = new InMemoryReadinessApi();
    api.overview = {
      ...overview,
      evaluation: { waiting: 4, firstRunComplete: false, evaluatedAt: null },
    };
    const { unmount } = renderReadiness('/readiness/teams', api);
    expect(
      await screen.findByText(/being read for the first time/),
    ).toBeInTheDocument();
    unmount();

    api.overview = {
      ...overview,
      evaluation: { ...overview.evaluation, waiting: 4 },
    };
    renderReadiness('/readiness/teams', api);
    expect(await screen.findByText(/4 services wait/)).toBeInTheDocument();
  });

  it('says where there is no team', async () => {
    const api = new InMemoryReadinessApi();
    api.overview = { ...overview, teams: [], unowned: null };
    renderReadiness('/readiness/teams', api);
    expect(await screen.findByText('No teams yet')).toBeInTheDocument();
  });

  it('folds the areas beyond the core ones', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.overview = {
      ...overview,
      total: standing({
        areas: [
          ...standing().areas,
          { area: 'security', share: standing().overall },
        ],
      }),
    };
    renderReadiness('/readiness/teams', api);

    const unfold = await screen.findByRole('button', { name: '+ 1 area' });
    expect(
      screen.queryByRole('columnheader', { name: 'Security' }),
    ).not.toBeInTheDocument();
    await user.click(unfold);
    expect(
      screen.getByRole('columnheader', { name: 'Security' }),
    ).toBeInTheDocument();
  });

  it('unfolds child teams below their parent, by mouse and by arrows', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.overview = {
      ...overview,
      unowned: null,
      teams: [
        { ...overview.teams[0], mine: false },
        {
          ...overview.teams[1],
          team: {
            ref: 'group:default/wallet',
            title: 'Wallet',
            parentRef: 'group:default/checkout',
          },
        },
        overview.teams[1],
      ],
    };
    renderReadiness('/readiness/teams', api);
    const grid = await screen.findByRole('treegrid');
    const names = () =>
      within(grid)
        .getAllByRole('rowheader')
        .map(cell => within(cell).getByRole('link').textContent);
    expect(names()).toEqual(['Checkout', 'Search']);

    await user.click(
      within(grid).getByRole('button', { name: 'Show what is below Checkout' }),
    );
    expect(names()).toEqual(['Checkout', 'Wallet', 'Search']);
    const wallet = within(grid).getByRole('link', { name: 'Wallet' });
    expect(wallet.closest('[role=row]')).toHaveAttribute('aria-level', '2');
    act(() => wallet.focus());
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(names()).toEqual(['Checkout', 'Search']);
    expect(within(grid).getByRole('link', { name: 'Checkout' })).toHaveFocus();
  });

  it('sorts by a column: the worst first, then the best, then as before', async () => {
    const user = userEvent.setup();
    renderReadiness('/readiness/teams');
    const grid = await screen.findByRole('treegrid');
    const title = () =>
      within(grid).getByRole('columnheader', { name: 'Tier 1 below' });
    expect(title()).toHaveAttribute('aria-sort', 'none');
    const button = within(title()).getByRole('button');
    await user.click(button);
    expect(title()).toHaveAttribute('aria-sort', 'descending');
    await user.click(button);
    expect(title()).toHaveAttribute('aria-sort', 'ascending');
    await user.click(button);
    expect(title()).toHaveAttribute('aria-sort', 'none');
  });

  it('filters by domain, lifecycle and area in the address, and takes them away again', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(
      '/readiness/teams?domain=domain:default/retail&lifecycle=production&area=slos&scorecard=service-readiness',
    );
    const grid = await screen.findByRole('treegrid');
    expect(api.lastAsked('getOverview')).toEqual({
      scorecard: 'service-readiness',
      domain: 'domain:default/retail',
      lifecycle: 'production',
    });
    expect(screen.getByLabelText('Domain')).toHaveDisplayValue('Retail');
    expect(screen.getByLabelText('Lifecycle')).toHaveDisplayValue('production');
    expect(
      within(grid)
        .getAllByRole('columnheader')
        .map(cell => cell.textContent)[3],
    ).toBe('SLOs');
    await waitFor(() =>
      expect(api.lastAsked('listGaps')).toMatchObject({
        domain: 'domain:default/retail',
        area: 'slos',
      }),
    );
    expect(api.lastAsked('getTrend')).toMatchObject({
      scope: 'domain',
      ref: 'domain:default/retail',
      area: 'slos',
    });

    await user.click(screen.getByRole('button', { name: 'Reset filters' }));
    await waitFor(() =>
      expect(api.lastAsked('getOverview')).toEqual({
        scorecard: 'service-readiness',
      }),
    );
    expect(
      screen.queryByRole('button', { name: 'Reset filters' }),
    ).not.toBeInTheDocument();
  });

  describe('search', () => {
    /** Checkout with Wallet below it, and Search. */
    function treeOfTeams() {
      const api = new InMemoryReadinessApi();
      api.overview = {
        ...overview,
        teams: [
          { ...overview.teams[0], mine: false },
          {
            ...overview.teams[1],
            team: {
              ref: 'group:default/wallet',
              title: 'Wällét',
              parentRef: 'group:default/checkout',
            },
          },
          overview.teams[1],
        ],
      };
      return api;
    }
    const names = () =>
      screen.getAllByRole('rowheader').map(cell => cell.textContent);

    it('finds a team by a part of its name, below which team it is, and says how many are found', async () => {
      const user = userEvent.setup();
      const { api } = renderReadiness('/readiness/teams?tier=2', treeOfTeams());
      const field = await screen.findByLabelText('Find a team');
      expect(names()).not.toContain('Wällét');

      await user.type(field, 'WALL');
      await waitFor(() => expect(names()).toEqual(['Wällétin Checkout']));
      expect(
        screen.getByText('1 of 3 teams found').parentElement,
      ).toHaveTextContent(/^1 of 3 teams found · Last read .* ago$/);
      expect(screen.getByText('1 of 3 teams found')).toHaveAttribute(
        'role',
        'status',
      );
      // What is below the teams is about the filters, and not about the search.
      expect(api.asked.filter(([method]) => method === 'getOverview')).toEqual([
        ['getOverview', { tier: 2 }],
      ]);

      await user.click(screen.getByRole('button', { name: 'Reset filters' }));
      await waitFor(() => expect(field).toHaveDisplayValue(''));
      expect(names()).toEqual(['No owner', 'Checkout2 child teams', 'Search']);
      expect(api.lastAsked('getOverview')).toEqual({});
    });

    it('reads the search from the address, narrows the file by it too, and takes refs', async () => {
      const user = userEvent.setup();
      URL.createObjectURL = () => 'blob:teams';
      URL.revokeObjectURL = () => {};
      const { api } = renderReadiness(
        '/readiness/teams?search=default/se',
        treeOfTeams(),
      );
      await screen.findByText('1 of 3 teams found');
      expect(names()).toEqual(['Search']);
      expect(screen.getByLabelText('Find a team')).toHaveDisplayValue(
        'default/se',
      );
      const teams = within(screen.getByRole('region', { name: 'Teams' }));
      await user.click(teams.getByRole('button', { name: 'Download CSV' }));
      expect(api.lastAsked('exportRollups')).toEqual({
        by: 'team',
        search: 'default/se',
      });
    });

    it('says where nothing is found, whatever was typed, and leads back', async () => {
      const user = userEvent.setup();
      renderReadiness(
        '/readiness/teams?search=$t(teams.title)%20{{teams}}',
        treeOfTeams(),
      );
      expect(await screen.findByText(/^No team has/)).toHaveTextContent(
        'No team has “$t(teams.title) {{teams}}” in its name.',
      );
      expect(screen.queryByRole('grid')).not.toBeInTheDocument();
      await user.click(screen.getByRole('button', { name: 'Show all teams' }));
      expect(await screen.findByRole('treegrid')).toBeInTheDocument();
      expect(screen.getByLabelText('Find a team')).toHaveDisplayValue('');
    });

    it('says that the filters may be why nothing is found', async () => {
      renderReadiness('/readiness/teams?tier=1&search=zz', treeOfTeams());
      expect(
        await screen.findByText(/^No team that fits the filters/),
      ).toBeInTheDocument();
    });
  });

  it('asks five times in all', async () => {
    const { api } = renderReadiness('/readiness/teams');
    await screen.findByRole('treegrid');
    await screen.findAllByText(/depends on/);
    expect(api.asked.map(([method]) => method).sort()).toEqual([
      'getOverview',
      'getTrend',
      'listDependencyRisks',
      'listGaps',
      'listMovers',
    ]);
  });
});
