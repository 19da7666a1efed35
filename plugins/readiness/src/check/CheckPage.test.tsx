import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { checkResultItem } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/checks/service-readiness/slo-defined';

async function serviceNames() {
  const table = await screen.findByRole('table', { name: 'Services' });
  return within(table)
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

  it('pages, and begins anew when a filter changes', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.results = Array.from({ length: 120 }, (_, index) =>
      checkResultItem(`s${index}`, index % 2 ? 'fail' : 'pass'),
    );
    renderReadiness(path, api);

    expect(await screen.findByText('1–50 of 120 services')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(screen.getByText('101–120 of 120 services')).toBeInTheDocument(),
    );
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    expect(
      await screen.findByText('51–100 of 120 services'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Not met' }));
    expect(await screen.findByText('1–50 of 60 services')).toBeInTheDocument();
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
