import { screen, within } from '@testing-library/react';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/teams/default/checkout';

describe('TeamPage', () => {
  it('says in one sentence where the team stands, and how that changed', async () => {
    renderReadiness(path);
    expect(
      await screen.findByText('5 of 8 services on target'),
    ).toBeInTheDocument();
    expect(screen.getByText('+4 points in 30 days')).toBeInTheDocument();
    expect(screen.getByText('1 without enough data')).toBeInTheDocument();
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
    const table = await screen.findByRole('table', { name: 'Services' });
    const rows = within(table).getAllByRole('row').slice(1);
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
});
