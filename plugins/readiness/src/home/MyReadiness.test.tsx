import { NotAllowedError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { screen } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { rootRouteRef } from '../routes';
import { HomeReadinessCard } from './HomeReadinessCard';

function renderHome(api = new InMemoryReadinessApi()) {
  renderInTestApp(<HomeReadinessCard />, {
    apis: [[readinessApiRef, api]],
    mountedRoutes: {
      '/readiness': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return api;
}

describe('the reader on the home page', () => {
  it('sees where the own teams stand and what to fix next, with two requests', async () => {
    const api = renderHome();
    expect(
      await screen.findByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute('href', '/readiness/teams/default/checkout');
    expect(screen.getByText(/of \d+ services on target/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'SLO defined' })).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined?team=group%3Adefault%2Fcheckout&outcome=fail&outcome=unknown',
    );
    expect(
      screen.getByText('Brings 2 services to their target, about 2 h each'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'My services below target' }),
    ).toHaveAttribute('href', '/readiness/services?owner=mine&target=missed');
    expect(api.asked).toEqual([
      ['getOverview', undefined],
      ['listGaps', { owner: 'mine', limit: 3 }],
    ]);
  });

  it('is told that there is nothing to fix', async () => {
    const api = new InMemoryReadinessApi();
    api.rollups.gaps = { ...api.rollups.gaps, items: [] };
    renderHome(api);
    expect(
      await screen.findByText('Every service of your teams is on its target.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'My services below target' }),
    ).not.toBeInTheDocument();
  });

  it('is told that there is no team', async () => {
    const api = new InMemoryReadinessApi();
    api.overview = {
      ...api.overview,
      teams: api.overview.teams.map(team => ({ ...team, mine: false })),
    };
    renderHome(api);
    expect(
      await screen.findByText(/^You are in no team of the catalog/),
    ).toBeInTheDocument();
  });

  it('is told that it may not be seen', async () => {
    const api = new InMemoryReadinessApi();
    api.refusal = new NotAllowedError('Refused by a test');
    renderHome(api);
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
  });
});
