import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { entry, trackRecord } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/teams/default/checkout/track-record';

function apiWith(changes: Partial<typeof trackRecord> = {}) {
  const api = new InMemoryReadinessApi();
  api.trackRecord = { ...trackRecord, ...changes };
  return api;
}

describe('the track record of a team', () => {
  it('is one of its pages, which name the one that shows and keep the scorecard', async () => {
    renderReadiness(`${path}?scorecard=team-readiness`, apiWith());
    const pages = await screen.findByRole('navigation', {
      name: 'Pages of checkout',
    });
    expect(
      within(pages)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      [
        'Overview',
        '/readiness/teams/default/checkout?scorecard=team-readiness',
      ],
      [
        'History',
        '/readiness/teams/default/checkout/history?scorecard=team-readiness',
      ],
      ['Track record', `${path}?scorecard=team-readiness`],
    ]);
    expect(
      within(pages).getByRole('link', { current: 'page' }),
    ).toHaveTextContent('Track record');
    expect(
      screen.getByRole('button', { name: 'Impact brief' }),
    ).toHaveAttribute('href', '/readiness/impact-brief/group/default/checkout');
  });

  it('asks for its own data and nothing else', async () => {
    const { api } = renderReadiness(path, apiWith());
    await screen.findByRole('region', { name: 'May 2026' });
    expect(api.asked).toEqual([
      [
        'getTrackRecord',
        expect.objectContaining({
          kind: 'group',
          namespace: 'default',
          name: 'checkout',
          entry: undefined,
        }),
      ],
    ]);
  });

  it('lists the entries by month, each with its kind in words, title, service and details', async () => {
    renderReadiness(path, apiWith());
    const may = await screen.findByRole('region', { name: 'May 2026' });
    expect(
      within(may)
        .getAllByRole('listitem')
        .map(item => item.textContent?.replace(', Opens in a new window', '')),
    ).toEqual([
      '20 MayImpact entryNo releases after Thursday noonCart · Failed deployments on Fridays: 25 → 0 percent',
      '18 MayDecisionRelease with canariesCart',
      '15 MayIncidentOrders were lostCart · INC-204 · Severity 2, 45 min',
    ]);
    expect(within(may).getByText('15 May')).toHaveAttribute(
      'title',
      expect.stringMatching(/^15 May 2026,? 14:40 UTC$/),
    );
    expect(
      within(may).getAllByRole('link', { name: 'Cart' })[0],
    ).toHaveAttribute('href', '/catalog/default/component/cart/readiness');
    expect(
      screen
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual(['May 2026', 'April 2026']);
  });

  it('says of a document that it is not complete, and follows no script', async () => {
    renderReadiness(path, apiWith());
    const april = await screen.findByRole('region', { name: 'April 2026' });
    const [postmortem, change] = within(april).getAllByRole('listitem');
    expect(postmortem).toHaveTextContent('Payments twice Not complete');
    expect(change).not.toHaveTextContent('Not complete');
    expect(
      within(postmortem).queryByRole('link', { name: /Payments/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Release with canaries/ }),
    ).toHaveAttribute('href', 'https://git.example.com/cart/docs/adr/0004.md');
  });

  it('says from when on it is complete, or that nobody knows', async () => {
    const { unmount } = renderReadiness(path, apiWith());
    expect(
      await screen.findByText('Complete since 1 Jun 2024.'),
    ).toBeInTheDocument();
    unmount();
    renderReadiness(path, apiWith({ since: null }));
    expect(
      await screen.findByText('Not known from when on it is complete.'),
    ).toBeInTheDocument();
  });

  it('is narrowed by kind, in the address and by keyboard', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness(
      `${path}?entry=incident&entry=nonsense`,
      apiWith(),
    );
    const filter = await screen.findByRole('group', { name: 'Kind of entry' });
    expect(screen.getByText('Orders were lost')).toBeInTheDocument();
    expect(screen.queryByText('Payments twice')).not.toBeInTheDocument();
    expect(api.lastAsked('getTrackRecord')).toMatchObject({
      entry: ['incident'],
    });
    const incidents = within(filter).getByRole('button', {
      name: 'Incidents 1',
    });
    expect(incidents).toHaveAttribute('aria-pressed', 'true');

    incidents.focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(api.lastAsked('getTrackRecord')).toMatchObject({
        entry: undefined,
      }),
    );
    const deployments = within(filter).getByRole('button', {
      name: 'Deployments 1',
    });
    deployments.focus();
    await user.keyboard(' ');
    expect(await screen.findByText('Deployed 8b1f0c2')).toBeInTheDocument();
    expect(screen.getByText('1 entry')).toBeInTheDocument();
  });

  it('loads older entries on request, and goes on at the first of them', async () => {
    const user = userEvent.setup();
    const items = Array.from({ length: 60 }, (_, index) =>
      entry({ title: `Decision ${index}`, key: `adr ${index}` }),
    );
    const { api } = renderReadiness(
      path,
      apiWith({ items, counts: [{ kind: 'adr', count: 60 }] }),
    );
    expect(await screen.findByText('50 of 60 entries')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Show older entries' }),
    );
    const first = await screen.findByText('Decision 50');
    expect(api.lastAsked('getTrackRecord')).toMatchObject({ cursor: '50' });
    await waitFor(() => expect(first.closest('li')).toHaveFocus());
    expect(screen.getByText('60 entries')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Show older entries' }),
    ).not.toBeInTheDocument();
  });

  it('keeps what shows where older entries cannot be loaded', async () => {
    const user = userEvent.setup();
    const items = Array.from({ length: 60 }, (_, index) =>
      entry({ title: `Decision ${index}`, key: `adr ${index}` }),
    );
    const { api } = renderReadiness(path, apiWith({ items }));
    const more = await screen.findByRole('button', {
      name: 'Show older entries',
    });
    api.refusal = new Error('Refused by a test');
    await user.click(more);
    expect(
      await screen.findByText(/Older entries could not be loaded/),
    ).toBeInTheDocument();
    expect(screen.getByText('Decision 0')).toBeInTheDocument();
    expect(more).toBeEnabled();
  });

  it('counts what is hidden, in words', async () => {
    renderReadiness(path, apiWith({ hidden: 2 }));
    expect(
      await screen.findByText(
        '2 services are hidden from you and in nothing that shows here.',
      ),
    ).toBeInTheDocument();
  });

  it('says how entries get there where there are none', async () => {
    renderReadiness(path, apiWith({ items: [], counts: [], since: null }));
    expect(
      await screen.findByText(/Nothing is recorded yet/),
    ).toBeInTheDocument();
    for (const folder of [
      'adr',
      'postmortems',
      'impact',
      'reviews',
      'drills',
    ]) {
      expect(screen.getByText(`docs/${folder}`)).toBeInTheDocument();
    }
  });

  it('offers all entries where there are none of a kind', async () => {
    const user = userEvent.setup();
    renderReadiness(`${path}?entry=game-day`, apiWith());
    expect(
      await screen.findByText(/No entry of this kind/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all entries' }));
    expect(
      await screen.findByRole('region', { name: 'May 2026' }),
    ).toBeInTheDocument();
  });

  it.each([
    [new NotAllowedError('Refused by a test'), 'You may not see this'],
    [new NotFoundError('Refused by a test'), 'Nothing is known of "checkout"'],
    [new Error('Refused by a test'), 'Try again'],
  ])('says what is the matter: %s', async (refusal, words) => {
    const api = apiWith();
    api.refusal = refusal;
    renderReadiness(path, api);
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(
      screen.getByRole('navigation', { name: 'Pages of checkout' }),
    ).toBeInTheDocument();
  });
});
