import { screen } from '@testing-library/react';
import { renderReadiness } from '../__testUtils__/renderReadiness';

describe('StandingNumbers', () => {
  it('leads to the services that fail, narrowed as the page is', async () => {
    renderReadiness(
      '/readiness/teams?tier=1&lifecycle=production&domain=domain:default/commerce',
    );
    const link = await screen.findByRole('link', {
      name: 'Missing runbooks 3',
    });
    const { pathname, searchParams } = new URL(
      link.getAttribute('href') ?? '',
      'http://localhost',
    );
    expect(pathname).toBe('/readiness/checks/service-readiness/runbook');
    expect(Object.fromEntries(searchParams)).toEqual({
      tier: '1',
      lifecycle: 'production',
      domain: 'domain:default/commerce',
      outcome: 'fail',
    });
  });
});
