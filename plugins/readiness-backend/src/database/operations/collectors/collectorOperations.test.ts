import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../initializeDatabase';
import { finishCollectorRun } from './finishCollectorRun';
import { claimCollectorRun } from './claimCollectorRun';
import { extendCollectorRun } from './extendCollectorRun';
import { makeCollectorsDue } from './makeCollectorsDue';
import { releaseCollectorRun } from './releaseCollectorRun';
import { readCollectorRun } from './readCollectorRun';
import { selectNewEntityIds } from './selectNewEntityIds';
import { syncCollectorRuns } from './syncCollectorRuns';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const at = (minutes: number) => new Date(1_790_000_000_000 + minutes * 60_000);

describe.each(databases.eachSupportedId())('collector runs, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('goes from never through running to succeeded or failed', async () => {
    const read = () => readCollectorRun(knex, { collector: 'slo' });
    expect(await read()).toMatchObject({ status: 'never', nextAt: null });
    const claim = (minute: number) =>
      claimCollectorRun(knex, {
        collector: 'slo',
        at: at(minute),
        leaseUntil: at(minute + 1),
      });
    expect(await Promise.all([claim(0), claim(0)])).toContain(true);
    expect(await read()).toMatchObject({
      status: 'running',
      startedAt: at(0),
      finishedAt: null,
      nextAt: at(1),
    });
    for (const minute of [1, 2]) {
      await finishCollectorRun(knex, {
        collector: 'slo',
        startedAt: at(0),
        at: at(minute),
        nextAt: at(minute + 1),
        error: `gone\u0000${'x'.repeat(2_000)}`,
        complete: false,
      });
    }
    expect(await read()).toMatchObject({
      status: 'failed',
      attempt: 2,
      completed: 0,
      nextAt: at(3),
    });
    const [row] = await knex('collector_runs');
    expect(row.last_error).toBe(`gone${'x'.repeat(995)}`);
    await finishCollectorRun(knex, {
      collector: 'slo',
      startedAt: at(0),
      at: at(5),
      nextAt: at(65),
      counts: { observed: 5, absent: 2, failed: 1 },
      complete: true,
      lastEntityId: 40,
    });
    expect(await read()).toEqual({
      status: 'succeeded',
      startedAt: at(0),
      finishedAt: at(5),
      nextAt: at(65),
      completed: 1,
      observed: 5,
      attempt: 0,
      lastEntityId: 40,
    });
  });

  it('gives a run to one, and takes it from who shows no life', async () => {
    const claim = (minute: number) =>
      claimCollectorRun(knex, {
        collector: 'slo',
        at: at(minute),
        leaseUntil: at(minute + 1),
      });
    const all = await Promise.all([claim(0), claim(0), claim(0)]);
    expect(all.filter(Boolean)).toHaveLength(1);
    const extend = (started: number, until: number) =>
      extendCollectorRun(knex, {
        collector: 'slo',
        startedAt: at(started),
        leaseUntil: at(until),
      });
    expect(await extend(0, 3)).toBe(true);
    expect(await claim(2)).toBe(false);
    expect(await claim(3)).toBe(true);
    expect(await extend(0, 9)).toBe(false);
    const finish = (started: number) =>
      finishCollectorRun(knex, {
        collector: 'slo',
        startedAt: at(started),
        at: at(4),
        nextAt: at(64),
        complete: true,
      });
    await finish(0);
    const read = () => readCollectorRun(knex, { collector: 'slo' });
    expect(await read()).toMatchObject({ status: 'running', completed: 0 });
    await finish(3);
    const before = await read();
    expect(before).toMatchObject({ status: 'succeeded', completed: 1 });

    expect(await claim(10)).toBe(true);
    await releaseCollectorRun(knex, {
      collector: 'slo',
      startedAt: at(10),
      before,
      lastEntityId: 40,
    });
    expect(await read()).toEqual({ ...before, lastEntityId: 40 });
    expect(
      await makeCollectorsDue(knex, { collectors: ['slo'], at: at(11) }),
    ).toEqual({ running: [] });
    expect((await read()).nextAt).toEqual(at(11));

    await claimCollectorRun(knex, {
      collector: 'slo',
      at: at(11),
      leaseUntil: at(12),
    });
    expect(
      await makeCollectorsDue(knex, { collectors: ['slo'], at: at(11) }),
    ).toEqual({ running: ['slo'] });
    expect((await read()).nextAt).toEqual(at(12));
  });

  it('tells whether the set of collectors changed', async () => {
    const sync = (...collectors: string[]) =>
      syncCollectorRuns(knex, {
        collectors: collectors.map(name => ({ id: name, signature: name })),
      });
    const renewed: string[] = [];
    expect(await sync('catalog', 'slo')).toEqual({ changed: true, renewed });
    expect(await sync('slo', 'catalog')).toEqual({ changed: false, renewed });
    expect(await sync('slo')).toEqual({ changed: true, renewed });
    expect(await knex('collector_runs').pluck('collector')).toEqual(['slo']);
  });

  it('tells which collectors look for something else than before', async () => {
    const sync = (signature: string) =>
      syncCollectorRuns(knex, {
        collectors: [
          { id: 'slo', signature },
          { id: 'cost', signature: 'same' },
        ],
      });
    await sync('one');
    expect(await sync('two')).toEqual({ changed: false, renewed: ['slo'] });
    expect(await sync('two')).toEqual({ changed: false, renewed: [] });
  });

  it('finds entities that are new to a collector', async () => {
    await knex('entities').insert(
      [1, 2, 3].map(key => ({
        id: key,
        ref: `component:default/e${key}`,
        kind: 'component',
        namespace: 'default',
        name: `e${key}`,
        owner_set_id: 1,
        removed_at: key === 2 ? 5 : null,
      })),
    );
    expect(await selectNewEntityIds(knex, { afterId: 0, limit: 9 })).toEqual([
      1, 3,
    ]);
    expect(await selectNewEntityIds(knex, { afterId: 0, limit: 1 })).toEqual([
      1,
    ]);
    expect(await selectNewEntityIds(knex, { afterId: 3, limit: 9 })).toEqual(
      [],
    );
  });
});
