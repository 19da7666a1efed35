import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { englishReader } from '../__testUtils__/englishReader';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { impactBrief } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { latestQuarters, quarterWords } from './quarters';

const path = '/readiness/impact-brief/group/default/checkout';

function apiWith(changes: Partial<typeof impactBrief> = {}) {
  const api = new InMemoryReadinessApi();
  api.impactBrief = { ...impactBrief, ...changes };
  return api;
}

describe('ImpactBriefPage', () => {
  it('asks once, and says what came out and what is compared', async () => {
    const { api } = renderReadiness(path, apiWith());
    expect(
      await screen.findByText('2 of 3 measures got better and 1 got worse'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 more cannot be compared yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Impact brief: Checkout' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Q2 2026 (1 Apr – 30 Jun 2026) compared with Q1 2026 (1 Jan – 31 Mar 2026)',
      ),
    ).toBeInTheDocument();
    expect(api.asked.map(([method]) => method)).toEqual(['getImpactBrief']);
  });

  it('sets before beside after, with samples and the verdict in words', async () => {
    renderReadiness(path, apiWith());
    const table = await screen.findByRole('table', {
      name: 'Before and after',
    });
    const [, ...rows] = within(table).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'Deployment frequencyhigher is better2.1 a week27 deployments4.2 a week54 deploymentsBetter',
      'Change fail ratelower is better12%27 deployments3.7%54 deploymentsBetter',
      'Change lead timelower is better20 h60 changes1 d 6 h120 changesWorse',
      'Recovery timelower is better1 h 30 min3 failed deploymentsNot known2 failed deploymentsNot knowntoo few to compare',
    ]);
  });

  it('shows what was changed with its evidence, and follows no script', async () => {
    renderReadiness(path, apiWith());
    const changed = await screen.findByRole('region', {
      name: 'What was changed',
    });
    const [fridays, images] = within(changed).getAllByRole('listitem');
    expect(fridays).toHaveTextContent(
      'Failed deployments on Fridays: 25 → 0 percent',
    );
    expect(
      within(fridays).getByRole('link', { name: /Evidence/ }),
    ).toHaveAttribute('href', 'https://dashboards.example.com/fridays');
    expect(images).toHaveTextContent('No evidence linked · not complete');
    expect(within(images).getAllByRole('link')).toHaveLength(1);
  });

  it('shows the standing, the record and what is not known', async () => {
    renderReadiness(path, apiWith());
    const standing = await screen.findByRole('table', {
      name: 'Against the standards',
    });
    expect(standing).toHaveTextContent(
      'Measure31 Mar 202630 Jun 2026Services on target4 of 86 of 8Checks met61%74%',
    );
    const record = screen.getByRole('table', { name: 'Track record' });
    expect(within(record).getAllByRole('row')).toHaveLength(2);
    expect(record).toHaveTextContent('Postmortems13');
    expect(screen.getByRole('link', { name: 'All entries' })).toHaveAttribute(
      'href',
      '/readiness/teams/default/checkout/track-record',
    );
    const unknown = screen.getByRole('region', { name: 'What is not known' });
    expect(
      within(unknown)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Deployments and incidents are known since 2 Feb 2026 only: what is compared with an earlier time is not whole.',
      'The spend of both quarters is not known month by month in one currency.',
    ]);
  });

  it('lists the measures one below the other on a phone', async () => {
    const { matchMedia } = window;
    Object.defineProperty(window, 'matchMedia', {
      configurable: true,
      value: (media: string) => ({
        media,
        matches: media.includes('max-width'),
        addListener: () => {},
        removeListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
      }),
    });
    try {
      renderReadiness(path, apiWith());
      const list = await screen.findByRole('list', {
        name: 'Before and after',
      });
      const items = [...list.children].map(({ textContent }) => textContent);
      expect(items).toHaveLength(impactBrief.metrics.length);
      expect(items[0]).toBe(
        'Deployment frequencyhigher is betterQ1 20262.1 a week27 deploymentsQ2 20264.2 a week54 deploymentsBetter',
      );
      expect(
        screen.queryByRole('table', { name: 'Before and after' }),
      ).not.toBeInTheDocument();
    } finally {
      Object.defineProperty(window, 'matchMedia', {
        configurable: true,
        value: matchMedia,
      });
    }
  });

  it('says as the API does what it has no words for', async () => {
    const later = JSON.parse(
      '{ "code": "of-a-later-version", "sentence": "Said by the API." }',
    );
    const [recovery] = impactBrief.metrics.slice(-1);
    renderReadiness(
      path,
      apiWith({
        unknowns: [later],
        metrics: [{ ...recovery, unknownBecause: later.code }],
      }),
    );
    const unknown = await screen.findByRole('region', {
      name: 'What is not known',
    });
    expect(within(unknown).getAllByRole('listitem')).toHaveLength(1);
    expect(unknown).toHaveTextContent('Said by the API.');
    expect(
      screen.getByRole('table', { name: 'Before and after' }),
    ).toHaveTextContent(/Not known$/);
  });

  it('has the quarter in the address, and leaves out what is none', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(`${path}?quarter=nonsense`, apiWith());
    const picker = await screen.findByRole('combobox', { name: 'Quarter' });
    expect(api.lastAsked('getImpactBrief')).toMatchObject({
      quarter: undefined,
    });
    const [, latest] = latestQuarters(new Date(), 2);
    await user.selectOptions(picker, quarterWords(englishReader().t, latest));
    await waitFor(() =>
      expect(api.lastAsked('getImpactBrief')).toMatchObject({
        quarter: latest,
      }),
    );
    await waitFor(() => expect(picker).toHaveValue(latest));
  });

  it('copies Markdown and the link, prints, and says how it went', async () => {
    const user = userEvent.setup();
    const written = jest.spyOn(window.navigator.clipboard, 'writeText');
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    const { api } = renderReadiness(`${path}?quarter=2026-Q2`, apiWith());
    await user.click(
      await screen.findByRole('button', { name: 'Copy as Markdown' }),
    );
    expect(await screen.findByText('Markdown copied.')).toBeInTheDocument();
    expect(api.lastAsked('exportImpactBrief')).toMatchObject({
      name: 'checkout',
      quarter: '2026-Q2',
    });
    expect(written).toHaveBeenLastCalledWith('# Impact brief\n');
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await screen.findByText('Link copied.')).toBeInTheDocument();
    expect(written).toHaveBeenLastCalledWith(
      `${window.location.origin}${path}?quarter=2026-Q2`,
    );
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);

    api.refusal = new Error('Refused by a test');
    await user.click(screen.getByRole('button', { name: 'Download .md' }));
    expect(await screen.findByText('The download failed.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
    expect(await screen.findByText('Could not be copied.')).toBeInTheDocument();
    print.mockRestore();
  });

  it('says where nothing can be compared, and claims nothing', async () => {
    renderReadiness(
      path,
      apiWith({
        metrics: impactBrief.metrics.map(metric => ({
          ...metric,
          after: null,
          samplesAfter: 0,
          verdict: 'unknown' as const,
        })),
        standing: { ...impactBrief.standing, before: null, after: null },
        impact: [],
        record: [],
      }),
    );
    expect(
      await screen.findByText('Nothing can be compared yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^How it stood at the end of these quarters/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^No impact entry ends in this quarter/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Nothing was recorded in either quarter.'),
    ).toBeInTheDocument();
  });

  it('leads to the tab of a service', async () => {
    renderReadiness(
      '/readiness/impact-brief/component/default/cart',
      apiWith({ subject: { ref: 'component:default/cart', title: null } }),
    );
    expect(
      await screen.findByRole('link', { name: 'All entries' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness#track-record',
    );
    expect(screen.getByRole('link', { name: 'cart' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness',
    );
  });

  it('says that the reader may not see it, and where there is no such entity', async () => {
    const api = apiWith();
    api.refusal = new NotAllowedError('Refused by a test');
    const { unmount } = renderReadiness(path, api);
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    unmount();
    renderReadiness(path, new InMemoryReadinessApi());
    expect(
      await screen.findByText('No group:default/checkout'),
    ).toBeInTheDocument();
  });

  it('marks the way to what is printed alone', async () => {
    const { unmount } = renderReadiness(path, apiWith());
    await screen.findByRole('table', { name: 'Before and after' });
    const printed = document.querySelector('[data-readiness-printed="all"]');
    expect(printed).toHaveTextContent('Impact brief: Checkout');
    for (let at = printed?.parentElement; at; at = at.parentElement) {
      expect(at).toHaveAttribute('data-readiness-printed', 'path');
    }
    unmount();
    expect(
      document.querySelector('[data-readiness-printed]'),
    ).not.toBeInTheDocument();
  });
});
