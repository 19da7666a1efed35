import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { overview } from '../__testUtils__/examples';
import { movers } from '../__testUtils__/historyExamples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const part = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('below the teams', () => {
  it('names the biggest gaps with effort, reach and teams, each leading to its services', async () => {
    renderReadiness('/readiness/teams?tier=1');
    const gaps = await part('Biggest gaps');

    expect(
      await gaps.findByRole('link', { name: 'SLO defined' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined?tier=1&outcome=fail&outcome=unknown',
    );
    expect(
      gaps.getByText('Brings 2 services to their target, about 2 h each'),
    ).toBeInTheDocument();
    expect(
      gaps.getByText('Open in 3 services · SLOs, level 2'),
    ).toBeInTheDocument();
    expect(gaps.getByRole('link', { name: 'Checkout (2)' })).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined?team=group%3Adefault%2Fcheckout&tier=1&outcome=fail&outcome=unknown',
    );
  });

  it('tells who went up and who went down, and mainly why', async () => {
    const api = new InMemoryReadinessApi();
    const [up] = movers.items;
    api.history.movers = {
      ...movers,
      items: [
        up,
        {
          ...up,
          team: { ref: 'group:default/search', title: 'Search' },
          adoption: -0.05,
          main: { ...up.main!, part: 'declined', adoption: -0.05 },
        },
      ],
    };
    renderReadiness('/readiness/teams', api);
    const changes = await part('Biggest changes');

    const [checkout, search] = await changes.findAllByRole('listitem');
    expect(checkout).toHaveTextContent(
      'Checkout+10 pointsFrom 50% to 60%, mainly because checks are met that were not before',
    );
    expect(search).toHaveTextContent(
      /^Search.5 points.*mainly because checks are not met any more$/,
    );
    expect(changes.getByRole('link', { name: 'Checkout' })).toHaveAttribute(
      'href',
      '/readiness/teams/default/checkout/history',
    );
  });

  it('says where nobody moved', async () => {
    const api = new InMemoryReadinessApi();
    api.history.movers = { ...movers, items: [] };
    renderReadiness('/readiness/teams', api);
    const changes = await part('Biggest changes');
    expect(await changes.findByText('No team went up.')).toBeInTheDocument();
    expect(changes.getByText('No team went down.')).toBeInTheDocument();
  });

  it('names the path from a tier-1 service to the weakest it leans on', async () => {
    const api = new InMemoryReadinessApi();
    const [risk] = api.rollups.dependencyRisks.items;
    api.rollups.dependencyRisks = {
      ...api.rollups.dependencyRisks,
      items: [
        risk,
        {
          ...risk,
          entity: { ref: 'component:default/web', title: 'Web' },
          path: [risk.entity, risk.weakest],
        },
      ],
    };
    renderReadiness('/readiness/teams', api);
    const risks = await part('Tier 1 that leans on weaker services');

    const [direct, through] = await risks.findAllByRole('listitem');
    expect(direct).toHaveTextContent(
      'Cart (level 2) depends on Ledger (not yet at level 1)',
    );
    expect(through).toHaveTextContent(
      'Web (level 2) depends, through Cart, on Ledger (not yet at level 1)',
    );
  });

  it('narrows all of it by the filters, and the files too', async () => {
    const user = userEvent.setup();
    URL.createObjectURL = () => 'blob:risks';
    URL.revokeObjectURL = () => {};
    const { api } = renderReadiness(
      '/readiness/teams?domain=domain:default/retail&tier=2&lifecycle=production&area=slos&search=check',
    );
    const picks = {
      domain: 'domain:default/retail',
      tier: 2,
      lifecycle: 'production',
    };
    const risks = await part('Tier 2 that leans on weaker services');
    await waitFor(() =>
      expect(api.lastAsked('listDependencyRisks')).toEqual({
        ...picks,
        limit: 5,
      }),
    );
    expect(risks.getByText(/A level is about all areas/)).toBeInTheDocument();
    expect(api.lastAsked('listMovers')).toMatchObject({
      ...picks,
      area: 'slos',
    });
    expect(api.lastAsked('getTrend')).toMatchObject({
      scope: 'domain',
      ref: 'domain:default/retail',
      tier: 2,
      lifecycle: 'production',
      area: 'slos',
    });
    for (const method of ['listMovers', 'getTrend', 'listGaps']) {
      expect(api.lastAsked(method)).not.toHaveProperty('search');
    }
    await user.click(risks.getByRole('button', { name: 'Download CSV' }));
    expect(api.lastAsked('exportDependencyRisks')).toEqual(picks);
    const changes = await part('Biggest changes');
    await user.click(changes.getByRole('button', { name: 'Download CSV' }));
    expect(api.lastAsked('exportMovers')).toEqual({
      ...picks,
      area: 'slos',
      from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it.each([
    ['', 'Tier 1 that leans on weaker services', /^No tier-1 service depends/],
    ['?tier=1', 'Tier 1 that leans on weaker services', /^No tier-1 service/],
    [
      '?tier=0',
      'Services without a tier that lean on weaker ones',
      /^None of these services depends/,
    ],
    [
      '?lifecycle=production',
      'Tier 1 that leans on weaker services',
      /^None of these services depends/,
    ],
  ])(
    'says of which services none is at risk: %s',
    async (query, name, none) => {
      const api = new InMemoryReadinessApi();
      api.rollups.dependencyRisks = {
        ...api.rollups.dependencyRisks,
        items: [],
      };
      renderReadiness(`/readiness/teams${query}`, api);
      const risks = await part(name);
      expect(await risks.findByText(none)).toBeInTheDocument();
    },
  );

  it('shows the way to the first numbers where there are none', async () => {
    const api = new InMemoryReadinessApi();
    api.overview = {
      ...overview,
      teams: [],
      unowned: null,
      total: { ...overview.total, entities: 0 },
      evaluation: { waiting: 0, firstRunComplete: false, evaluatedAt: null },
    };
    renderReadiness('/readiness/teams', api);
    const steps = await part('Begin here');
    expect(
      steps.getAllByRole('heading', { level: 3 }).map(h => h.textContent),
    ).toEqual([
      '1. Say who owns what',
      '2. Connect data sources',
      '3. Choose the standards – done',
    ]);
    expect(
      steps.getByRole('link', { name: 'State of the data sources' }),
    ).toHaveAttribute('href', '/readiness/health');
    expect(screen.queryByText('Biggest gaps')).not.toBeInTheDocument();
  });

  it('saves the teams as they are filtered', async () => {
    const user = userEvent.setup();
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:teams';
    URL.revokeObjectURL = url => saved.push(url);
    const { api } = renderReadiness('/readiness/teams?tier=1');
    const teams = await part('Teams');
    await user.click(teams.getByRole('button', { name: 'Download CSV' }));
    expect(api.lastAsked('exportRollups')).toMatchObject({
      by: 'team',
      tier: 1,
    });
  });
});
