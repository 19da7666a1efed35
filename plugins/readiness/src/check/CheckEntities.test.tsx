import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { windowOf } from '../__testUtils__/windowOf';

const path = '/readiness/checks/service-readiness/slo-defined';

describe('CheckEntities', () => {
  it('keeps to what the page before was narrowed to until it is taken away', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(
      `${path}?lifecycle=production&domain=domain:default/commerce`,
    );
    const domain = await screen.findByRole('combobox', { name: 'Domain' });
    expect(domain).toHaveDisplayValue('commerce');
    expect(screen.getByRole('combobox', { name: 'Lifecycle' })).toHaveValue(
      'production',
    );
    expect(
      screen.queryByRole('combobox', { name: 'System' }),
    ).not.toBeInTheDocument();
    expect(api.lastAsked('listCheckResults')).toMatchObject({
      lifecycle: 'production',
      domain: 'domain:default/commerce',
    });

    await user.selectOptions(domain, 'All domains');
    await waitFor(() =>
      expect(api.lastAsked('listCheckResults')).toMatchObject({
        lifecycle: 'production',
        domain: undefined,
      }),
    );
    expect(
      screen.queryByRole('combobox', { name: 'Domain' }),
    ).not.toBeInTheDocument();
  });

  it('leaves out what no filter can be', async () => {
    const { api } = renderReadiness(`${path}?domain=${'x'.repeat(301)}`);
    await screen.findByRole('grid', { name: 'Services' });
    expect(api.lastAsked('listCheckResults')).toMatchObject({
      domain: undefined,
    });
    expect(
      screen.queryByRole('combobox', { name: 'Domain' }),
    ).not.toBeInTheDocument();
  });

  it('has room for service and outcome on a phone', async () => {
    const before = window.matchMedia;
    window.matchMedia = windowOf(360);
    try {
      renderReadiness(path);
      const grid = await screen.findByRole('grid', { name: 'Services' });
      const [service, outcome] = (
        grid.querySelector<HTMLElement>('[role=row]')?.style
          .gridTemplateColumns ?? ''
      )
        .split(/\s(?=minmax)/)
        .map(column => Number(/\d+/.exec(column)?.[0]));
      expect(service + outcome).toBeLessThan(280);
    } finally {
      window.matchMedia = before;
    }
  });
});
