/** What goes wrong in the middle of a run costs those alone whom it concerns, and only for a while. */
import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  makeCollectorsDue,
  syncCollectorRuns,
} from '../../database/operations/collectors';
import { removeEntities } from '../../database/operations/entities';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { collectorSignature } from '../registerCollectors';
import { CollectorLease } from './CollectorLease';
import {
  manyEntities,
  registered,
  RunInstallation,
  SayingCollector,
} from './__testUtils__/RunInstallation';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const minute = 60_000;
const hour = 60 * minute;
const { signal } = new AbortController();
const forced = { signal, force: true };
const due = { signal, force: false };

describe.each(databases.eachSupportedId())('unlucky runs, %s', id => {
  let knex: Knex;
  let installation: RunInstallation;
  let collector: SayingCollector;

  beforeEach(async () => {
    knex = await databases.init(id);
    installation = new RunInstallation(knex, mockServices.logger.mock());
    collector = new SayingCollector('docs');
  });
  afterEach(async () => {
    await knex.destroy();
  });

  async function idsOf(names: (name: string) => boolean): Promise<number[]> {
    const rows: Array<{ id: number; name: string }> = await knex(
      'entities',
    ).orderBy('id');
    return rows.flatMap(row => (names(row.name) ? [row.id] : []));
  }

  /** Runs whenever the collector is due, until a run is complete. */
  async function runUntilComplete(mostPasses: number): Promise<number> {
    for (let pass = 1; pass <= mostPasses; pass += 1) {
      await installation.replica([collector]).runAll('docs', due);
      const { status, next_at } = await installation.state('docs');
      if (status === 'succeeded') {
        return pass;
      }
      installation.now = Math.max(installation.now, Number(next_at));
    }
    return Infinity;
  }

  describe('nobody waits for ever', () => {
    it('behind entities that are put off again and again', async () => {
      await installation.putEntities(manyEntities(700));
      const isBlocked = (name: string) => Number(name.slice(1)) % 7 === 3;
      collector.say = name =>
        isBlocked(name)
          ? { status: 'deferred', until: new Date(installation.now + hour) }
          : { status: 'observed', data: { fine: true } };
      expect(await runUntilComplete(10)).toBeLessThan(10);
      expect((await installation.facts('docs')).size).toBe(600);
      expect(await installation.state('docs')).toMatchObject({
        observed: 600,
        failed: 100,
      });
      expect(await knex('problems').distinct().pluck('message')).toEqual([
        expect.stringContaining('again and again'),
      ]);
    });

    it('behind the very first one', async () => {
      await installation.putEntities(manyEntities(3));
      collector.say = name =>
        name === 'e0000'
          ? { status: 'deferred', until: new Date(installation.now + hour) }
          : { status: 'observed', data: {} };
      expect(await runUntilComplete(10)).toBeLessThan(10);
      expect([...(await installation.facts('docs')).keys()]).toEqual([
        'e0001',
        'e0002',
      ]);
    });

    it('but a whole source that is busy loses its turn for few', async () => {
      await installation.putEntities(manyEntities(500));
      let isBusy = true;
      collector.say = () =>
        isBusy
          ? { status: 'deferred', until: new Date(installation.now + hour) }
          : { status: 'observed', data: {} };
      expect(await runUntilComplete(6)).toBe(Infinity);
      isBusy = false;
      await runUntilComplete(2);
      expect((await installation.facts('docs')).size).toBeGreaterThanOrEqual(
        400,
      );
    });

    it('behind batches that make the source throw', async () => {
      await installation.putEntities(manyEntities(1_000));
      collector.before = names => {
        if (names.some(name => name >= 'e0200' && name < 'e0500')) {
          throw new Error('poison');
        }
      };
      expect(await runUntilComplete(8)).toBeLessThan(8);
      expect((await installation.facts('docs')).size).toBe(700);
    });
  });

  it('writes nothing about an entity that was removed meanwhile', async () => {
    await installation.putEntities(manyEntities(4));
    const runs = installation.replica([collector]);
    await runs.runAll('docs', forced);
    await installation.takeMarked();
    collector.say = name =>
      name === 'e0001'
        ? { status: 'failed', error: new Error('gone') }
        : { status: 'observed', data: { later: name } };
    collector.before = async () => {
      await removeEntities(knex, {
        entityIds: await idsOf(name => name === 'e0001' || name === 'e0002'),
        at: installation.clock.now(),
      });
    };
    await runs.runAll('docs', forced);
    expect([...(await installation.facts('docs')).keys()]).toEqual([
      'e0000',
      'e0003',
    ]);
    expect(await knex('problems')).toEqual([]);
    expect(await installation.takeMarked()).toEqual(['e0000', 'e0003']);
  });

  it('takes back only what was absent in the same run', async () => {
    await installation.putEntities(manyEntities(40));
    const runs = installation.replica([collector]);
    await runs.runAll('docs', forced);
    installation.now += hour;
    collector.say = name => ({
      status: name < 'e0030' ? 'absent' : 'unchanged',
    });
    await runs.runAll('docs', forced);
    expect((await installation.state('docs')).status).toBe('failed');
    installation.now += hour;
    collector.say = name =>
      name < 'e0030'
        ? { status: 'failed', error: new Error('no answer') }
        : { status: name === 'e0035' ? 'absent' : 'unchanged' };
    await runs.runAll('docs', forced);
    const left = [...(await installation.facts('docs')).keys()];
    expect(left).toHaveLength(39);
    expect(left).not.toContain('e0035');
  });

  it('keeps what was absent for a while only, in the same run', async () => {
    await installation.putEntities(manyEntities(10));
    const runs = installation.replica([collector]);
    await runs.runAll('docs', forced);
    const until = new Date(installation.now + 2 * hour);
    let isPaused = true;
    installation.now += hour;
    collector.say = name => {
      if (name === 'e0000' || (isPaused && name > 'e0004')) {
        return { status: 'absent' };
      }
      if (name === 'e0003' && isPaused) {
        return { status: 'deferred', until };
      }
      return name === 'e0006'
        ? { status: 'observed', data: { fine: true } }
        : { status: 'unchanged' };
    };
    await runs.runAll('docs', forced);
    isPaused = false;
    installation.now = until.getTime();
    await runs.runAll('docs', due);
    expect(await installation.state('docs')).toMatchObject({
      status: 'succeeded',
      absent: 1,
    });
    expect([...(await installation.facts('docs')).keys()]).toEqual(
      Object.keys(manyEntities(10)).slice(1),
    );
  });

  describe('a look at some entities', () => {
    it('takes a source that suddenly knows hardly any of them for broken', async () => {
      await installation.putEntities(manyEntities(40));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      await installation.takeMarked();
      const all = await idsOf(() => true);
      collector.say = name => ({
        status: name < 'e0030' ? 'absent' : 'unchanged',
      });
      installation.now += minute;
      const options = {
        collectors: ['docs'],
        signal,
        purpose: 'schedule' as const,
      };
      await runs.observe(all, options);
      expect((await installation.facts('docs')).size).toBe(40);
      expect(await installation.takeMarked()).toEqual([]);
      // Few may go at any time, and many if most stay.
      await runs.observe(all.slice(0, 2), options);
      await runs.observe(all.slice(20), options);
      const left = [...(await installation.facts('docs')).keys()];
      expect(left).toHaveLength(28);
      expect(left[0]).toBe('e0002');
      expect(await installation.takeMarked()).toHaveLength(12);
    });

    it('leaves alone what a run over all has found absent and not confirmed yet', async () => {
      await installation.putEntities(manyEntities(220));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      collector.say = () => ({ status: 'absent' });
      const [last] = await idsOf(name => name === 'e0219');
      collector.before = async names => {
        if (names[0] === 'e0100') {
          await installation
            .replica([new SayingCollector('docs')])
            .observe([last], {
              collectors: ['docs'],
              signal,
              purpose: 'demand',
            });
        }
      };
      await runs.runAll('docs', forced);
      expect((await installation.facts('docs')).size).toBe(220);
    });

    it('leaves alone what somebody observed meanwhile', async () => {
      await installation.putEntities(manyEntities(6));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      installation.now += minute;
      const ids = await idsOf(name => name < 'e0002');
      const options = {
        collectors: ['docs'],
        signal,
        purpose: 'demand' as const,
      };
      collector.say = () => ({ status: 'absent' });
      collector.before = async () => {
        installation.now += 1_000;
        const other = new SayingCollector('docs');
        await installation.replica([other]).observe([ids[0]], options);
      };
      await runs.observe(ids, options);
      expect([...(await installation.facts('docs')).keys()]).toEqual([
        'e0000',
        'e0002',
        'e0003',
        'e0004',
        'e0005',
      ]);
    });

    it('does not swallow that a run over all was asked for', async () => {
      await installation.putEntities(manyEntities(6));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      const ids = await idsOf(name => name >= 'e0003');
      collector.before = async () => {
        installation.now += 1_000;
        await makeCollectorsDue(knex, {
          collectors: ['docs'],
          at: installation.clock.now(),
          evenRunning: true,
        });
      };
      await runs.runAside('docs', ids, { signal });
      collector.before = () => {};
      collector.seen();
      installation.now += minute;
      await runs.runAll('docs', due);
      expect(collector.seen()).toHaveLength(6);
      // Once is enough.
      installation.now += minute;
      await runs.runAll('docs', due);
      expect(collector.seen()).toEqual([]);
    });

    it('comes back only for those that were put off', async () => {
      await installation.putEntities(manyEntities(9));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      await knex('collector_runs').update({ last_entity_id: 0 });
      const ids = await idsOf(() => true);
      const until = new Date(installation.now + hour);
      collector.say = name =>
        name === 'e0006' || name === 'e0007'
          ? { status: 'deferred', until }
          : { status: 'unchanged' };
      expect(await runs.runAside('docs', ids, { signal })).toEqual({
        collector: 'docs',
        entityIds: [ids[6], ids[7]],
        until,
      });
      expect(await installation.state('docs')).toMatchObject({
        last_entity_id: ids[5],
      });
    });

    it('leaves a paused run where it is, whatever comes of it', async () => {
      await installation.putEntities(manyEntities(150));
      const until = new Date(installation.now + 10 * hour);
      collector.say = name =>
        name === 'e0120'
          ? { status: 'deferred', until }
          : { status: 'observed', data: {} };
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      const before = await installation.state('docs');
      expect(before.status).toBe('paused');
      installation.now += minute;
      const ids = await idsOf(name => name > 'e0140');
      await runs.runAside('docs', ids, { signal });
      expect(await installation.state('docs')).toEqual({
        ...before,
        last_entity_id: Math.max(...ids),
      });
      collector.before = () => {
        throw new Error('down');
      };
      const aside = await runs.runAside('docs', ids, { signal });
      expect(aside?.until).toEqual(until);
      expect(await installation.state('docs')).toMatchObject({
        status: 'paused',
        cursor: before.cursor,
        next_at: before.next_at,
      });
    });
  });

  describe('one that was taken for dead', () => {
    it('says nothing about how it ended', async () => {
      await installation.putEntities(manyEntities(5));
      const other = new SayingCollector('docs');
      other.openFailure = new Error('the other one failed');
      const { open } = collector;
      Object.assign(collector, {
        open: async (options: Parameters<typeof open>[0]) => ({
          ...(await open(options)),
          close: async () => {
            installation.now += 10 * minute;
            await installation.replica([other]).runAll('docs', due);
          },
        }),
      });
      await installation.replica([collector]).runAll('docs', forced);
      expect(await knex('problems').pluck('message')).toEqual([
        'the other one failed',
      ]);
      expect(await installation.state('docs')).toMatchObject({
        status: 'failed',
        completed: 0,
      });
    });

    it('writes nothing behind the first entity either', async () => {
      await installation.putEntities(manyEntities(5));
      const until = new Date(installation.now + hour);
      const other = new SayingCollector('docs');
      other.openFailure = new Error('failed');
      collector.say = name =>
        name === 'e0000'
          ? { status: 'deferred', until }
          : { status: 'observed', data: {} };
      collector.before = async () => {
        installation.now += 10 * minute;
        await installation.replica([other]).runAll('docs', due);
      };
      await expect(
        installation.replica([collector]).runAll('docs', forced),
      ).rejects.toThrow('took');
      expect((await installation.facts('docs')).size).toBe(0);
    });

    it('leaves no trace of a collector that is not connected any more', async () => {
      await installation.putEntities(manyEntities(5));
      const { open } = collector;
      Object.assign(collector, {
        open: async (options: Parameters<typeof open>[0]) => ({
          ...(await open(options)),
          problems: () => [
            { subject: 'file', name: 'x', reporter: 'docs', message: 'odd' },
          ],
          close: async () => {
            await knex.transaction(trx =>
              syncCollectorRuns(trx, { collectors: [] }),
            );
          },
        }),
      });
      await installation.replica([collector]).runAll('docs', forced);
      expect(await knex('problems')).toEqual([]);
      expect(await installation.state('docs')).toBeUndefined();
    });
  });

  it('runs once, though two replicas find it due and one is slow', async () => {
    await installation.putEntities(manyEntities(5));
    const runs = installation.replica([collector]);
    await runs.runAll('docs', forced);
    collector.seen();
    installation.now += 25 * hour;
    const { started_at: startedAt } = await installation.state('docs');
    const claim = () =>
      CollectorLease.claim(knex, {
        collector: 'docs',
        clock: installation.clock,
        signal,
        lastStartedAt: new Date(Number(startedAt)),
      });
    await runs.runAll('docs', due);
    expect(collector.seen()).toHaveLength(5);
    expect(await claim()).toBeUndefined();
  });

  it('leaves a collector of another version to the replicas that have it, while there are any', async () => {
    await installation.putEntities(manyEntities(5));
    const later = new SayingCollector('docs', { version: '2' });
    const sync = (it: SayingCollector) =>
      knex.transaction(trx =>
        syncCollectorRuns(trx, {
          collectors: [
            { id: 'docs', signature: collectorSignature(registered(it)) },
          ],
          at: installation.clock.now(),
        }),
      );
    await sync(collector);
    await installation.replica([collector]).runAll('docs', due);
    expect(collector.seen()).toHaveLength(5);
    installation.now += hour;
    await sync(later);
    await installation.replica([collector]).runAll('docs', due);
    expect(collector.seen()).toEqual([]);
    await installation.replica([later]).runAll('docs', due);
    expect(later.seen()).toHaveLength(5);

    // The update was taken back, and nobody has the later version.
    installation.now += 25 * hour;
    await installation.replica([collector]).runAll('docs', due);
    expect(collector.seen()).toHaveLength(5);
  });
});
