import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { checkoutTeam } from '../__testUtils__/examples';
import { movement } from '../__testUtils__/historyExamples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/teams/default/checkout';

describe('TeamPage', () => {
  it('says in one sentence where the team stands, how that changed, and mainly why', async () => {
    const { api } = renderReadiness(path);
    expect(
      await screen.findByText('5 of 8 services on target'),
    ).toBeInTheDocument();
    expect(await screen.findByText('+10 points in 29 days')).toHaveAttribute(
      'title',
      'Compared with 23 Oct 2026',
    );
    expect(
      screen.getByText(/^Mainly because checks are met that were not before/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'What moved it' })).toHaveAttribute(
      'href',
      '/readiness/teams/default/checkout/history',
    );
    expect(screen.getByText('1 without enough data')).toBeInTheDocument();
    expect(api.asked.map(([method]) => method).sort()).toEqual([
      'getMovement',
      'getTeam',
    ]);
    expect(api.lastAsked('getMovement')).toMatchObject({
      scope: 'team',
      ref: 'group:default/checkout',
      from: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });

  it('claims no change where there is nothing to compare with', async () => {
    const api = new InMemoryReadinessApi();
    api.history.movement = { ...movement, adoption: null, parts: [] };
    renderReadiness(path, api);
    expect(
      await screen.findByText('Nothing to compare with yet'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Mainly because/)).not.toBeInTheDocument();
  });

  it('shows the services by level, with a text for those who do not see it', async () => {
    renderReadiness(path);
    expect(
      await screen.findByRole('img', { name: /^Services by level/ }),
    ).toHaveAccessibleName(/Level 1 Running/);
  });

  it('names what is missing of the exit criteria', async () => {
    const api = new InMemoryReadinessApi();
    api.team = {
      ...checkoutTeam,
      exitCriteria: {
        scorecard: { id: 'team-readiness', title: 'Team readiness' },
        met: 2,
        total: 3,
        missing: [
          { checkId: 'shows-how', title: 'Shows how', outcome: 'unknown' },
        ],
      },
    };
    renderReadiness(path, api);
    const criteria = await screen.findByRole('region', {
      name: 'Exit criteria',
    });
    expect(criteria).toHaveTextContent('2 of 3 are met');
    expect(
      within(within(criteria).getByRole('list', { name: 'Missing' })).getByRole(
        'listitem',
      ),
    ).toHaveTextContent('No dataShows how');
    expect(
      within(criteria).getByRole('link', { name: 'Shows how' }),
    ).toHaveAttribute('href', '/readiness/checks/team-readiness/shows-how');
  });

  it('says who to reach and what it belongs to', async () => {
    renderReadiness(path);
    expect(
      await screen.findByRole('link', { name: /checkout@example\.com/ }),
    ).toHaveAttribute('href', 'mailto:checkout@example.com');
    expect(screen.getByRole('link', { name: /Chat/ })).toHaveAttribute(
      'href',
      'https://chat.example.com/checkout',
    );
    expect(screen.getByRole('link', { name: 'Shop' })).toHaveAttribute(
      'href',
      '/readiness/teams/default/shop',
    );
  });

  it('names the next fixes with effort and the services that they lift', async () => {
    renderReadiness(path);
    const fixes = await screen.findByRole('region', { name: 'Next fixes' });
    expect(
      within(fixes).getByRole('link', { name: 'Runbook' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/runbook?team=group%3Adefault%2Fcheckout&outcome=fail&outcome=unknown',
    );
    expect(fixes).toHaveTextContent(
      'Open in 5 services, the last fix to target for 3',
    );
    expect(fixes).toHaveTextContent('Documentation, level 1, about 2 h each');
  });

  it('names the fixes that a template or the platform makes', async () => {
    renderReadiness(path);
    const fixes = await screen.findByRole('region', { name: 'Next fixes' });
    expect(
      within(fixes).getByRole('link', {
        name: 'Template: golden-path (5 of 6 services)',
      }),
    ).toHaveAttribute('href', '/catalog/default/template/golden-path');
    const [team, template, platform] = within(fixes).getAllByRole('listitem');
    expect(team).not.toHaveTextContent(/Template|Platform action/);
    expect(template).toHaveTextContent(/^Workload is safe to runTemplate: /);
    expect(platform).toHaveTextContent(/^Shared pipelinePlatform action/);
  });

  it('lists the services with their distance to target, in the order of the API', async () => {
    renderReadiness(path);
    const grid = await screen.findByRole('grid', { name: 'Services' });
    const rows = within(grid)
      .getAllByRole('row')
      .filter(row => within(row).queryByRole('link'));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent(
      /Cart.*2 fixes below target.*Level 1 Running \(1 exemption\).*Level 2.*Tier 1.*50%.*Level held, data missing/,
    );
    expect(within(rows[0]).getByRole('link', { name: 'Cart' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness',
    );
    expect(rows[1]).toHaveTextContent(/Ledger.*On target.*No tier/);
  });

  it('shows child teams and the results of the team itself', async () => {
    renderReadiness(path);
    const children = await screen.findByRole('grid', {
      name: 'Child teams by areas',
    });
    expect(
      within(children).getByRole('link', { name: 'Payments' }),
    ).toHaveAttribute('href', '/readiness/teams/default/payments');
    expect(
      screen.getByRole('region', { name: 'The team itself: Team readiness' }),
    ).toBeInTheDocument();
  });

  it('narrows and sorts the services in the address, and asks the backend for them', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(`${path}?target=missed&tier=1`);
    const grid = await screen.findByRole('grid', { name: 'Services' });
    expect(api.lastAsked('listEntities')).toMatchObject({
      owner: 'group:default/checkout',
      target: 'missed',
      tier: 1,
    });
    await user.click(within(grid).getByRole('button', { name: /^Level/ }));
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toMatchObject({
        sort: 'level',
        order: 'asc',
        target: 'missed',
      }),
    );
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Target' }),
      'On target',
    );
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toMatchObject({ target: 'met' }),
    );
    await user.type(
      screen.getByRole('searchbox', { name: 'Find a service' }),
      'car',
    );
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toMatchObject({ search: 'car' }),
    );
  });

  it('offers all services where none fits', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.listEntities = async () => ({
      items: [],
      totalItems: 0,
      nextCursor: null,
    });
    renderReadiness(`${path}?search=nothing`, api);
    await user.click(
      await screen.findByRole('button', { name: 'Show all services' }),
    );
    expect(
      await screen.findByRole('grid', { name: 'Services' }),
    ).toHaveTextContent('Ledger');
  });

  it('leads to the list of services with its filters', async () => {
    renderReadiness(`${path}?target=missed`);
    expect(
      await screen.findByRole('link', { name: 'Open with more filters' }),
    ).toHaveAttribute(
      'href',
      '/readiness/services?owner=group%3Adefault%2Fcheckout&target=missed',
    );
  });
});
