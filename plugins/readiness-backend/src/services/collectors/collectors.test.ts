import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { RunProgress } from '../../collection/runs/RunProgress';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  asUser,
  createTestServices,
} from '../__testUtils__/createTestServices';
import { Organisation, startOfTests } from '../__testUtils__/Organisation';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const minute = 60_000;
const iso = (minutes: number) =>
  new Date(startOfTests + minutes * minute).toISOString();

describe.each(databases.eachSupportedId())('collectors, %s', id => {
  let knex: Knex;
  let organisation: Organisation;

  beforeEach(async () => {
    knex = await databases.init(id);
    organisation = new Organisation(knex);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('tells how each collector is, also in the middle of a run', async () => {
    const cursor = RunProgress.none
      .begun({ total: 200, lastEntityId: 900 })
      .advanced(
        Array.from({ length: 50 }, (_, index) => ({
          repositoryKey: 3,
          id: index + 1,
        })),
        [
          { status: 'observed', hadFact: false },
          { status: 'unchanged', hadFact: true },
        ],
        4,
      )
      .toCursor();
    await knex('collector_runs').insert([
      {
        collector: 'catalog',
        status: 'succeeded',
        started_at: startOfTests - 12 * minute,
        finished_at: startOfTests - 11 * minute,
        next_at: startOfTests - 2 * minute,
        observed: 200,
        completed: 3,
      },
      {
        collector: 'repository',
        status: 'paused',
        started_at: startOfTests - 5 * minute,
        run_started_at: startOfTests - 65 * minute,
        next_at: startOfTests + 30 * minute,
        last_error: 'The budget is used up.',
        observed: 7,
        completed: 0,
        cursor,
      },
    ]);
    const { collectors } = createTestServices(organisation);
    const all = await collectors.listCollectors(asUser);
    expect(all.map(collector => [collector.id, collector.status])).toEqual([
      ['catalog', 'succeeded'],
      ['readiness/owner', 'succeeded'],
      ['repository', 'paused'],
      ['slo', 'never'],
    ]);
    expect(all[0]).toMatchObject({
      kind: 'catalog',
      lagSeconds: 120,
      nextAt: iso(-2),
      progress: null,
      counts: { observed: 200, unchanged: 0 },
    });
    expect(all[1]).toMatchObject({ kind: 'derived', finishedAt: iso(-11) });
    expect(all[2]).toMatchObject({
      startedAt: iso(-65),
      nextAt: iso(30),
      lagSeconds: 0,
      lastError: 'The budget is used up.',
      progress: 0.25,
      counts: { observed: 1, unchanged: 1, absent: 0, failed: 0, deferred: 4 },
    });
  });

  it('lets a collector run for those who may, and notes each attempt', async () => {
    const { collectors } = createTestServices(organisation);
    expect(await collectors.runCollector('slo', asUser)).toMatchObject({
      id: 'slo',
    });
    expect(organisation.requestedRuns).toEqual(['slo']);
    await expect(collectors.runCollector('none', asUser)).rejects.toThrow(
      NotFoundError,
    );
    const denied = createTestServices(organisation, {
      problems: false,
      runCollectors: false,
    }).collectors;
    await expect(denied.listCollectors(asUser)).rejects.toThrow(
      NotAllowedError,
    );
    await expect(denied.runCollector('slo', asUser)).rejects.toThrow(
      NotAllowedError,
    );
    expect(organisation.requestedRuns).toEqual(['slo']);
  });
});
