import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { collectorHealth, problem } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/health';
const noCounts = {
  observed: 0,
  unchanged: 0,
  absent: 0,
  failed: 0,
  deferred: 0,
};
const fromNow = (minutes: number) =>
  new Date(Date.now() + minutes * 60_000).toISOString();

function source(changes: Partial<CollectorHealth>): CollectorHealth {
  return {
    ...collectorHealth,
    status: 'succeeded',
    startedAt: fromNow(-61),
    finishedAt: fromNow(-60),
    nextAt: fromNow(23 * 60 + 1),
    attempt: 0,
    lastError: null,
    progress: null,
    counts: { ...noCounts, observed: 12 },
    ...changes,
  };
}

function withSources(...collectors: CollectorHealth[]): InMemoryReadinessApi {
  return Object.assign(new InMemoryReadinessApi(), { collectors });
}

async function sourceRows() {
  const table = await screen.findByRole('table', { name: 'Data sources' });
  return within(table).getAllByRole('row').slice(1);
}
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(cell => cell.textContent);

describe('HealthPage', () => {
  const failures = ['cart', 'ledger'].map((name, index) => ({
    entityRef: `component:default/${name}`,
    attempts: 6 - index,
    isGivenUp: index === 0,
    lastError: 'The condition took too long.',
    nextAt: fromNow(90),
  }));
  const withFailures = () =>
    Object.assign(withSources(source({})), {
      queue: {
        waiting: 12,
        waitingSince: fromNow(-5.5),
        failed: 2,
        givenUp: 1,
        failures,
      },
    });

  // Before the others: what one reader may do is remembered for a while.
  it('lets nobody have checks run again who may not', async () => {
    renderReadiness(path, withFailures(), { mayRetryEvaluations: false });
    await screen.findByRole('table', {
      name: 'Entities that could not be checked',
    });
    expect(screen.queryByRole('button', { name: /^Retry/ })).toBeNull();
  });

  it('says of each data source how it is, when it looked and looks next, and what came of it', async () => {
    renderReadiness(
      path,
      withSources(
        source({}),
        source({
          id: 'sums',
          title: 'Sums',
          kind: 'derived',
          startedAt: null,
          nextAt: null,
          counts: noCounts,
        }),
        source({
          id: 'gate',
          title: 'the quality gate',
          kind: 'recipe',
          status: 'paused',
          lastError:
            'The budget of 5000 requests an hour for api.example is used up.',
          nextAt: fromNow(31),
          counts: { ...noCounts, observed: 40, deferred: 2 },
        }),
        source({
          id: 'late',
          title: 'Late',
          nextAt: fromNow(-12),
          lagSeconds: 720,
        }),
        source({
          id: 'broken',
          title: 'Broken',
          status: 'failed',
          attempt: 3,
          lastError: 'The host answered 503.',
          nextAt: fromNow(4.5),
          counts: { ...noCounts, failed: 5 },
        }),
      ),
    );
    const rows = await sourceRows();
    expect(rows.map(row => cellsOf(row))).toEqual([
      [
        'Failed3 times in a rowThe host answered 503.',
        '1 hour agotook 1 min',
        'in 4 minutesLook now',
        '5 failed',
      ],
      [
        'Overdue',
        '1 hour agotook 1 min',
        'Any moment12 min lateLook now',
        '12 read',
      ],
      [
        'PausedGoes on in 30 minutesThe budget of 5000 requests an hour for api.example is used up.',
        '1 hour agothis one began 1 hour ago',
        'in 30 minutesLook now',
        '40 read2 put off',
      ],
      ['Fine', '1 hour agotook 1 min', 'in 23 hoursLook now', '12 read'],
      ['Fine', '1 hour ago', 'With the others', '–'],
    ]);
    expect(rows[2]).toHaveTextContent(/^The quality gateRecipe · OpenSLO/);
    expect(
      screen.getByText('5 data sources: 2 need a look, 1 is paused'),
    ).toBeInTheDocument();
    expect(within(rows[0]).getByText('1 hour ago')).toHaveAttribute(
      'title',
      expect.stringMatching(/UTC$/),
    );
  });

  it('says of what is pushed when that was, and when it never was', async () => {
    const pushed = { kind: 'push', startedAt: null, nextAt: null } as const;
    renderReadiness(
      path,
      withSources(
        source({
          ...pushed,
          id: 'cost',
          status: 'never',
          finishedAt: null,
          completed: 0,
          counts: noCounts,
        }),
        source({
          ...pushed,
          id: 'toil',
          completed: 132,
          counts: { ...noCounts, observed: 3, failed: 1 },
          lastError: 'The data does not fit the schema.',
        }),
      ),
    );
    expect((await sourceRows()).map(row => cellsOf(row))).toEqual([
      [
        'Some refusedThe data does not fit the schema.',
        '1 hour ago132 pushes so far',
        'When pushed',
        '1 refused3 new',
      ],
      ['Nothing has been pushed yet', '–', 'When pushed', '–'],
    ]);
  });

  it('narrows sixty sources by state, in the address', async () => {
    const user = userEvent.setup();
    renderReadiness(
      path,
      withSources(
        ...Array.from({ length: 60 }, (_, index) =>
          source({
            id: `s${index}`,
            title: `Source ${index}`,
            status: index % 20 === 7 ? 'failed' : 'succeeded',
          }),
        ),
      ),
    );
    expect(await sourceRows()).toHaveLength(60);
    expect((await sourceRows())[0]).toHaveTextContent(/^Source 7/);
    await user.selectOptions(screen.getByLabelText('State'), 'Failed (3)');
    expect(await sourceRows()).toHaveLength(3);
    await user.selectOptions(screen.getByLabelText('State'), 'All (60)');
    expect(await sourceRows()).toHaveLength(60);
  });

  it('shows a long message in full on request', async () => {
    const user = userEvent.setup();
    const lastError = `It failed: ${'because of this and that, '.repeat(
      20,
    )}END`;
    renderReadiness(path, withSources(source({ status: 'failed', lastError })));
    const [row] = await sourceRows();
    expect(row).not.toHaveTextContent('END');
    const button = within(row).getByRole('button', {
      name: 'Show all of the message of SLO documents',
    });
    await user.click(button);
    expect(row).toHaveTextContent('END');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await user.click(button);
    expect(row).not.toHaveTextContent('END');
  });

  it('has a source look, follows it, and says when it is done', async () => {
    const user = userEvent.setup();
    const api = withSources(source({}));
    renderReadiness(path, api);
    const button = await screen.findByRole('button', {
      name: 'Look now: SLO documents',
    });
    await user.click(button);
    expect(api.lastAsked('runCollector')).toBe('slo');
    expect(
      await screen.findByText('SLO documents was asked to look again.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Running')).toBeInTheDocument();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await user.click(button);
    expect(
      api.asked.filter(([method]) => method === 'runCollector'),
    ).toHaveLength(1);

    const problemsBefore = api.asked.filter(
      ([name]) => name === 'listProblems',
    );
    api.collectors = [source({ finishedAt: fromNow(0) })];
    expect(await screen.findByText('SLO documents: Fine.')).toHaveAttribute(
      'role',
      'status',
    );
    expect(button).toHaveAttribute('aria-disabled', 'false');
    await waitFor(() =>
      expect(
        api.asked.filter(([name]) => name === 'listProblems').length,
      ).toBeGreaterThan(problemsBefore.length),
    );
  });

  it('shows how far a run is, and goes on showing it while the backend is away', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      const api = withSources(
        source({ status: 'running', nextAt: null, progress: 0.4 }),
      );
      renderReadiness(path, api);
      const bar = await screen.findByRole('progressbar', {
        name: 'Progress of SLO documents',
      });
      expect(bar).toHaveAttribute('aria-valuenow', '40');
      expect(screen.getByText('40% gone through')).toBeInTheDocument();

      api.refusal = new Error('away');
      await act(() => jest.advanceTimersByTimeAsync(15_000));
      expect(
        await screen.findByText(/^The backend did not answer/),
      ).toBeInTheDocument();
      expect(screen.getByText('40% gone through')).toBeInTheDocument();

      api.refusal = undefined;
      api.collectors = [source({ status: 'running', progress: 0.8 })];
      await act(() => jest.advanceTimersByTimeAsync(15_000));
      expect(await screen.findByText('80% gone through')).toBeInTheDocument();
      expect(screen.queryByText(/^The backend did not/)).toBeNull();
    } finally {
      jest.useRealTimers();
    }
  });

  it('says where the backend refuses to have a source look, or does not answer', async () => {
    const user = userEvent.setup();
    const api = withSources(source({}));
    renderReadiness(path, api);
    const button = await screen.findByRole('button', { name: /^Look now/ });
    api.runCollector = async () => {
      throw new NotAllowedError('no');
    };
    await user.click(button);
    expect(
      await screen.findByText('You may not have SLO documents look again.'),
    ).toBeInTheDocument();
    api.runCollector = async () => {
      throw new Error('away');
    };
    await user.click(screen.getByRole('button', { name: /^Look now/ }));
    expect(
      await screen.findByText(/^SLO documents could not be asked/),
    ).toBeInTheDocument();
  });

  it('says once that a reader may not see it, and offers another try where it broke', async () => {
    const user = userEvent.setup();
    const api = withSources(source({}));
    api.refusal = new NotAllowedError('no');
    const { unmount } = renderReadiness(path, api);
    expect(await screen.findAllByText('You may not see this')).toHaveLength(1);
    unmount();

    const broken = withSources(source({}));
    broken.listCollectors = async () => {
      throw new Error('away');
    };
    renderReadiness(path, broken);
    // The other half of the page does not depend on it.
    expect(
      await screen.findByRole('table', { name: 'Problems' }),
    ).toBeInTheDocument();
    broken.listCollectors = async () => [source({})];
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await sourceRows()).toHaveLength(1);
  });

  it('says where no data source is set up', async () => {
    renderReadiness(path, withSources());
    expect(
      await screen.findByText('No data source is set up.'),
    ).toBeInTheDocument();
  });

  it('says what waits and since when, and what could not be checked', async () => {
    renderReadiness(path, withFailures());
    const table = await screen.findByRole('table', {
      name: 'Entities that could not be checked',
    });
    expect(
      screen.getByText(/^12 entities wait to be checked, the first since/),
    ).toHaveTextContent(/since 5 minutes ago\.$/);
    expect(
      screen.getByText(
        '2 entities could not be checked. 1 of them is tried only once a day by now.',
      ),
    ).toBeInTheDocument();
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map(row => cellsOf(row))).toEqual([
      ['The condition took too long.', '6', 'in 1 houronce a dayRetry'],
      ['The condition took too long.', '5', 'in 1 hourRetry'],
    ]);
    expect(within(table).getByRole('link', { name: 'cart' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness',
    );
  });

  it('has one entity, or all that could not be checked, tried again', async () => {
    const user = userEvent.setup();
    const api = withFailures();
    renderReadiness(path, api);
    await user.click(
      await screen.findByRole('button', { name: 'Retry: ledger' }),
    );
    expect(api.lastAsked('retryEvaluations')).toBe('component:default/ledger');
    expect(
      await screen.findByText('ledger is tried again now.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/^1 entity could not be checked/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry: ledger' })).toBeNull();
    // One is asked for by its own button.
    expect(screen.queryByRole('button', { name: 'Retry all' })).toBeNull();
  });

  it('lists problems with their place, by the names of the data sources', async () => {
    const api = new InMemoryReadinessApi();
    api.problems = [
      problem,
      {
        ...problem,
        subject: 'collector',
        name: 'slo',
        message: 'The host answered 503.',
        source: null,
        entityRef: null,
      },
    ];
    renderReadiness(path, api);
    const problems = await screen.findByRole('table', { name: 'Problems' });
    await sourceRows();
    expect(problems).toHaveTextContent('slo/old.yaml:7:3');
    expect(problems).toHaveTextContent('FileSLO documentscart');
    expect(
      within(problems).getByRole('rowheader', { name: 'SLO documents' }),
    ).toBeInTheDocument();
    expect(
      within(problems).getByRole('link', { name: 'cart' }),
    ).toHaveAttribute('href', '/catalog/default/component/cart/readiness');
  });

  it('narrows the problems', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness('/readiness/health?about=nonsense');
    await user.selectOptions(await screen.findByLabelText('About'), 'Standard');
    await waitFor(() =>
      expect(api.lastAsked('listProblems')).toMatchObject({
        subject: 'definition',
      }),
    );
    expect(await screen.findByText('No problems')).toBeInTheDocument();
  });

  it('says nothing of the parts that work behind the pages', async () => {
    renderReadiness(path);
    await screen.findByRole('table', { name: 'Problems' });
    await sourceRows();
    expect(document.body.textContent).not.toMatch(
      /collector|transition|roll-?up|\bfacts?\b|packed|ticket/i,
    );
  });

  it('says which entity many data sources could not read', async () => {
    const ofEntity = (name: string, ...reporters: string[]) =>
      reporters.map(reporter => ({
        ...problem,
        subject: 'collector' as const,
        reporter,
        entityRef: `component:default/${name}`,
      }));
    renderReadiness(
      path,
      Object.assign(
        withSources(
          source({ counts: { ...noCounts, observed: 53, failed: 1 } }),
        ),
        {
          problems: [
            ...ofEntity('feed', 'a', 'b', 'c', 'c'),
            ...ofEntity('cart', 'a', 'b'),
          ],
        },
      ),
    );
    const panel = await screen.findByRole('region', { name: 'Problems' });
    expect(panel).toHaveTextContent(/3 data sources could not read feed\./);
    expect(panel).not.toHaveTextContent(/could not read cart/);
    const [row] = await sourceRows();
    expect(row).toHaveTextContent(/Fine for most/);
    expect(screen.getByText(/1 could not read every entity/)).toBeVisible();
  });
});
