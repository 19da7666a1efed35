import { mockServices } from '@backstage/backend-test-utils';
import { RetryLaterError } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  manyEntities,
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

describe.each(databases.eachSupportedId())('CollectionRuns, %s', id => {
  let knex: Knex;
  let installation: RunInstallation;
  let collector: SayingCollector;

  beforeEach(async () => {
    knex = await databases.init(id);
    installation = new RunInstallation(knex, mockServices.logger.mock());
    collector = new SayingCollector('docs', { source: 'files' });
  });
  afterEach(async () => {
    await knex.destroy();
  });

  describe('what is unchanged', () => {
    it('is as fresh as if it had been read, and evaluated only if it was stale', async () => {
      await installation.putEntities(manyEntities(3));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      expect(await installation.takeMarked()).toHaveLength(3);
      const before = await installation.facts('docs');

      collector.say = () => ({ status: 'unchanged' });
      installation.now += 24 * hour;
      await runs.runAll('docs', forced);
      const after = await installation.facts('docs');
      for (const [name, fact] of after) {
        expect(fact.data).toBe(before.get(name)?.data);
        expect(Number(fact.observed_at)).toBe(installation.now);
      }
      expect(await installation.takeMarked()).toEqual([]);
      expect(await installation.state('docs')).toMatchObject({
        status: 'succeeded',
        observed: 0,
        unchanged: 3,
        failed: 0,
      });

      installation.now += 4 * 24 * hour;
      await runs.runAll('docs', forced);
      expect(await installation.takeMarked()).toHaveLength(3);
    });

    it('is a failure where nothing is known', async () => {
      await installation.putEntities(manyEntities(2));
      collector.say = () => ({ status: 'unchanged' });
      await installation.replica([collector]).runAll('docs', forced);
      expect((await installation.facts('docs')).size).toBe(0);
      expect(await installation.state('docs')).toMatchObject({
        unchanged: 0,
        failed: 2,
      });
      expect(await knex('problems').pluck('message')).toEqual([
        expect.stringContaining('nothing is known of the entity'),
        expect.stringContaining('nothing is known of the entity'),
      ]);
    });

    it('keeps what was wrong with files, and takes back that the source failed', async () => {
      await installation.putEntities(manyEntities(1));
      const runs = installation.replica([collector]);
      const problem = {
        subject: 'file' as const,
        name: 'README.md',
        reporter: 'docs',
        message: 'It is too large.',
      };
      const messages = async () =>
        (await knex('problems').orderBy('id').pluck('message')) as string[];
      collector.say = () =>
        Object.assign(
          { status: 'observed' as const, data: {}, revision: 'one' },
          { problems: [problem] },
        );
      await runs.runAll('docs', forced);
      collector.say = () => ({ status: 'failed', error: new Error('down') });
      await runs.runAll('docs', forced);
      expect(await messages()).toEqual(['It is too large.', 'down']);
      collector.say = () => ({ status: 'unchanged' });
      await runs.runAll('docs', forced);
      expect(await messages()).toEqual(['It is too large.']);
    });
  });

  describe('a revision', () => {
    const handedOut = () => collector.targets.map(({ revision }) => revision);

    it('comes back, and is replaced even if the data stays the same', async () => {
      await installation.putEntities(manyEntities(2));
      const runs = installation.replica([collector]);
      let revision: string | undefined = 'one';
      collector.say = () => ({
        status: 'observed',
        data: { fine: true },
        revision,
      });
      await runs.runAll('docs', forced);
      expect(handedOut()).toEqual([undefined, undefined]);
      collector.seen();
      revision = 'two';
      await runs.runAll('docs', forced);
      expect(handedOut()).toEqual(['one', 'one']);
      collector.seen();
      revision = 'x'.repeat(201);
      await runs.runAll('docs', forced);
      expect(handedOut()).toEqual(['two', 'two']);
      collector.seen();
      await runs.runAll('docs', forced);
      // One that is too long is none.
      expect(handedOut()).toEqual([undefined, undefined]);
    });

    it('is not handed out to another version of the collector', async () => {
      await installation.putEntities(manyEntities(1));
      const say = () => ({
        status: 'observed' as const,
        data: { fine: true },
        revision: 'one',
      });
      collector.say = say;
      await installation.replica([collector]).runAll('docs', forced);
      const later = new SayingCollector('docs', { version: '2' });
      later.say = say;
      await installation.replica([later]).runAll('docs', forced);
      expect(later.targets[0].revision).toBeUndefined();
      expect(later.targets[0].previous).toEqual({ fine: true });
      await installation.replica([later]).runAll('docs', forced);
      expect(later.targets[1].revision).toBe('one');
    });
  });

  describe('a run that is paused', () => {
    it('goes on with the first entity that was put off, in any replica', async () => {
      await installation.putEntities(manyEntities(250));
      const until = new Date(installation.now + 30 * minute);
      let putOff = true;
      collector.say = name =>
        putOff && name >= 'e0130' && name !== 'e0150'
          ? { status: 'deferred', until }
          : { status: 'observed', data: { fine: true } };
      await installation.replica([collector]).runAll('docs', forced);
      expect(await installation.state('docs')).toMatchObject({
        status: 'paused',
        attempt: 0,
        completed: 0,
      });
      expect(Number((await installation.state('docs')).next_at)).toBe(
        until.getTime(),
      );
      // What was observed behind it stands already.
      expect((await installation.facts('docs')).has('e0150')).toBe(true);
      expect((await installation.facts('docs')).size).toBe(131);
      expect(await knex('problems')).toEqual([]);
      collector.seen();

      putOff = false;
      const second = installation.replica([collector]);
      await second.runAll('docs', due);
      expect(collector.seen()).toEqual([]);
      const startedAt = installation.now;
      installation.now = until.getTime();
      await second.runAll('docs', due);
      const seen = collector.seen();
      expect(seen).toHaveLength(120);
      expect(seen[0]).toBe('e0130');
      const state = await installation.state('docs');
      expect(state).toMatchObject({
        status: 'succeeded',
        observed: 250,
        deferred: 69,
        cursor: null,
        completed: 1,
      });
      // It is one run, and the next one counts from its beginning.
      expect(Number(state.run_started_at)).toBe(startedAt);
      expect(Number(state.next_at) - startedAt).toBeLessThanOrEqual(24 * hour);
      expect(Number(state.next_at) - startedAt).toBeGreaterThan(21.5 * hour);
    });

    it('changes nothing where the source, or a batch, asks for time', async () => {
      await installation.putEntities(manyEntities(150));
      const runs = installation.replica([collector]);
      const retryAt = new Date(installation.now + hour);
      collector.openFailure = new RetryLaterError('Too many.', retryAt);
      await runs.runAll('docs', forced);
      expect(await installation.state('docs')).toMatchObject({
        status: 'paused',
        last_error: 'Too many.',
        cursor: null,
      });
      collector.openFailure = undefined;
      collector.before = names => {
        if (names.includes('e0100')) {
          throw new RetryLaterError('Too many.', retryAt);
        }
      };
      installation.now = retryAt.getTime();
      await runs.runAll('docs', due);
      expect(collector.seen()).toHaveLength(100);
      const state = await installation.state('docs');
      expect(state.status).toBe('paused');
      // A time that is over is no reason to ask without a break.
      expect(Number(state.next_at)).toBe(installation.now + 1_000);
      collector.before = () => {};
      installation.now += 1_000;
      await runs.runAll('docs', due);
      expect(collector.seen()).toHaveLength(50);
      expect((await installation.facts('docs')).size).toBe(150);
      expect(await knex('problems')).toEqual([]);
    });

    it('counts what the source knows no more over all its parts', async () => {
      await installation.putEntities(manyEntities(300));
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      installation.now += 24 * hour;
      const until = new Date(installation.now + hour);
      let isPaused = true;
      collector.say = name =>
        isPaused && name >= 'e0200'
          ? { status: 'deferred', until }
          : { status: name < 'e0180' ? 'absent' : 'unchanged' };
      await runs.runAll('docs', forced);
      expect((await installation.facts('docs')).size).toBe(300);
      isPaused = false;
      installation.now = until.getTime();
      await installation.replica([collector]).runAll('docs', due);
      expect(await installation.state('docs')).toMatchObject({
        status: 'failed',
        last_error: expect.stringContaining(
          'knows nothing any more of 180 of the 300',
        ),
      });
      expect((await installation.facts('docs')).size).toBe(300);

      collector.say = name => ({
        status: name < 'e0100' ? 'absent' : 'unchanged',
      });
      installation.now += 24 * hour;
      await runs.runAll('docs', forced);
      expect((await installation.facts('docs')).size).toBe(200);
      expect(await installation.state('docs')).toMatchObject({
        status: 'succeeded',
        absent: 100,
        unchanged: 200,
      });
    });
  });

  describe('a source that fails', () => {
    it('ends the run after three batches in a row, and is asked for them again', async () => {
      await installation.putEntities(manyEntities(800));
      let isDown = true;
      collector.before = names => {
        if (isDown && names[0] >= 'e0200') {
          throw new Error('gone');
        }
      };
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      expect(await installation.state('docs')).toMatchObject({
        status: 'failed',
        last_error: 'gone',
        attempt: 1,
      });
      expect(collector.seen()).toHaveLength(200);
      expect(await knex('problems').whereNull('entity_id')).toHaveLength(1);
      expect(await knex('problems').whereNotNull('entity_id')).toHaveLength(
        300,
      );

      isDown = false;
      installation.now = Number((await installation.state('docs')).next_at);
      await installation.replica([collector]).runAll('docs', due);
      const seen = collector.seen();
      expect(seen).toHaveLength(600);
      expect(seen[0]).toBe('e0200');
      expect(await installation.state('docs')).toMatchObject({
        status: 'succeeded',
        observed: 800,
        failed: 0,
        attempt: 0,
      });
      expect(await knex('problems')).toEqual([]);
    });

    it('goes on after one batch that fails', async () => {
      await installation.putEntities(manyEntities(400));
      collector.before = names => {
        if (names[0] === 'e0100') {
          throw new Error('a hiccup');
        }
      };
      await installation.replica([collector]).runAll('docs', forced);
      expect(await installation.state('docs')).toMatchObject({
        status: 'succeeded',
        observed: 300,
        failed: 100,
      });
      expect(await knex('problems').distinct().pluck('message')).toEqual([
        'a hiccup',
      ]);
    });

    it('begins anew where the failed run is older than a regular one', async () => {
      await installation.putEntities(manyEntities(300));
      collector.before = names => {
        if (names[0] === 'e0200') {
          throw new Error('gone');
        }
      };
      const runs = installation.replica([collector]);
      await runs.runAll('docs', forced);
      collector.seen();
      installation.now += 25 * hour;
      await runs.runAll('docs', due);
      expect(collector.seen()[0]).toBe('e0000');
    });
  });

  it('leaves the lease of a run that was lost to another replica alone', async () => {
    await installation.putEntities(manyEntities(250));
    const other = new SayingCollector('docs', { source: 'files' });
    collector.before = async names => {
      if (names[0] === 'e0100') {
        // It was taken for dead, and another replica takes it up meanwhile.
        installation.now += 10 * minute;
        await installation.replica([other]).runAll('docs', due);
      }
    };
    other.say = () => ({ status: 'observed', data: { by: 'other' } });
    await expect(
      installation.replica([collector]).runAll('docs', forced),
    ).rejects.toThrow("took 'docs' over");
    expect(other.seen()).toHaveLength(150);
    expect(await installation.state('docs')).toMatchObject({
      status: 'succeeded',
      observed: 250,
      completed: 1,
    });
    const facts = await installation.facts('docs');
    expect(facts.get('e0150')?.data).toBe('{"by":"other"}');
  });
});
