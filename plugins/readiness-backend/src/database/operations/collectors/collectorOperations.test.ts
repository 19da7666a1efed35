import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { finishCollectorRun } from './finishCollectorRun';
import { claimCollectorRun } from './claimCollectorRun';
import { extendCollectorRun } from './extendCollectorRun';
import { makeCollectorsDue } from './makeCollectorsDue';
import { pauseCollectorRun } from './pauseCollectorRun';
import { saveCollectorCursor } from './saveCollectorCursor';
import { releaseCollectorRun } from './releaseCollectorRun';
import { readCollectorRun } from './readCollectorRun';
import { selectNewEntityIds } from './selectNewEntityIds';
import { syncCollectorRuns } from './syncCollectorRuns';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const at = (minutes: number) => new Date(1_790_000_000_000 + minutes * 60_000);

describe.each(databases.eachSupportedId())('collector runs, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
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
    expect(await Promise.all([claim(0), claim(0)])).toContainEqual({
      runStartedAt: at(0),
      cursor: null,
    });
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
      runStartedAt: at(0),
      cursor: null,
      requestedAt: null,
    });
  });

  it('goes on where a run was paused, killed or failed, and anew where it failed too long ago', async () => {
    const read = () => readCollectorRun(knex, { collector: 'slo' });
    const claim = (minute: number, restart?: number) =>
      claimCollectorRun(knex, {
        collector: 'slo',
        at: at(minute),
        leaseUntil: at(minute + 1),
        restartBefore: restart === undefined ? undefined : at(restart),
      });
    const save = (started: number, cursor: string) =>
      knex.transaction(trx =>
        saveCollectorCursor(trx, {
          collector: 'slo',
          startedAt: at(started),
          cursor,
        }),
      );
    await claim(0);
    expect(await save(0, 'one')).toBe(true);
    expect(await claim(2)).toEqual({ runStartedAt: at(0), cursor: 'one' });
    // Whoever was taken for dead writes nothing any more.
    expect(await save(0, 'late')).toBe(false);
    await pauseCollectorRun(knex, {
      collector: 'slo',
      startedAt: at(2),
      nextAt: at(60),
      cursor: 'two',
      reason: 'The budget is used up.',
    });
    expect(await read()).toMatchObject({
      status: 'paused',
      nextAt: at(60),
      cursor: 'two',
    });
    // It may not be hurried, but runs once more afterwards.
    await makeCollectorsDue(knex, { collectors: ['slo'], at: at(30) });
    expect((await read()).nextAt).toEqual(at(60));
    expect(await claim(60)).toEqual({ runStartedAt: at(0), cursor: 'two' });
    const finish = (started: number, error?: string, cursor?: string) =>
      finishCollectorRun(knex, {
        collector: 'slo',
        startedAt: at(started),
        at: at(70),
        nextAt: at(1_440),
        complete: !error,
        error,
        cursor,
      });
    await finish(60, 'gone', 'three');
    expect(await read()).toMatchObject({ status: 'failed', cursor: 'three' });
    expect(await claim(71, -1)).toEqual({
      runStartedAt: at(0),
      cursor: 'three',
    });
    await finish(71);
    expect(await read()).toMatchObject({ nextAt: at(70), cursor: null });

    expect(await claim(80)).toEqual({ runStartedAt: at(80), cursor: null });
    await save(80, 'one');
    await finish(80, 'gone', 'one');
    expect(await claim(90, 80)).toEqual({ runStartedAt: at(90), cursor: null });
    await makeCollectorsDue(knex, { collectors: ['slo'], at: at(91) });
    await finish(90);
    expect((await read()).nextAt).toEqual(at(1_440));
    await claim(1_440);
    await makeCollectorsDue(knex, {
      collectors: ['slo'],
      at: at(1_441),
      evenRunning: true,
    });
    await finish(1_440);
    expect((await read()).nextAt).toEqual(at(70));
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
    expect(await claim(2)).toBeUndefined();
    expect(await claim(3)).toBeTruthy();
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

    expect(await claim(10)).toBeTruthy();
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

  const run = async (minute: number) => {
    await claimCollectorRun(knex, {
      collector: 'slo',
      at: at(minute),
      leaseUntil: at(minute + 1),
    });
  };
  const finish = (trx: Knex | Knex.Transaction, minute: number) =>
    finishCollectorRun(trx, {
      collector: 'slo',
      startedAt: at(minute),
      at: at(minute + 1),
      nextAt: at(1_000),
      complete: true,
    });
  const askAt = (minute: number) =>
    makeCollectorsDue(knex, {
      collectors: ['slo'],
      at: at(minute),
      evenRunning: true,
    });

  it('runs once more where somebody asks by a clock that is behind, and once only', async () => {
    await run(10);
    expect(await askAt(3)).toEqual({ running: ['slo'] });
    await finish(knex, 10);
    expect(await readCollectorRun(knex, { collector: 'slo' })).toMatchObject({
      status: 'succeeded',
      nextAt: at(11),
    });
    // The clock stands still: what was asked for is what runs now.
    await run(10);
    await finish(knex, 10);
    expect(await readCollectorRun(knex, { collector: 'slo' })).toMatchObject({
      nextAt: at(1_000),
    });
  });

  it('loses no request that comes while a run ends', async () => {
    if (!databaseCapabilities(knex).concurrentWriters) {
      return;
    }
    for (const ask of [
      () => askAt(5),
      () =>
        syncCollectorRuns(knex, {
          collectors: [{ id: 'slo', signature: 'other' }],
          at: at(5),
        }),
    ]) {
      await run(0);
      await knex('collector_runs').update({ signature: 'one' });
      const ending = await knex.transaction();
      await finish(ending, 0);
      const asked = ask();
      // It waits for the row by now.
      await new Promise(resolve => setTimeout(resolve, 200));
      await ending.commit();
      await asked;
      const { nextAt } = await readCollectorRun(knex, { collector: 'slo' });
      expect(nextAt).toEqual(at(5));
      await knex('collector_runs').delete();
    }
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
