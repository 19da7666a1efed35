import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { claimBatch } from '../database/operations/queue';
import { runBatch } from './EvaluationBatch';
import { TinyInstallation } from './__testUtils__/TinyInstallation';
import { tinyScorecard } from './__testUtils__/tinyScorecard';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const hour = 3_600_000;

const first = tinyScorecard({
  name: 'first',
  contentHash: 'v1',
  types: ['service'],
  checks: [
    { id: 'one', collector: 'a', area: 'ownership' },
    { id: 'two', collector: 'b', area: 'documentation' },
  ],
});
const firstEdited = tinyScorecard({
  name: 'first',
  contentHash: 'v2',
  types: ['service'],
  checks: [
    { id: 'one', collector: 'a', area: 'ownership' },
    { id: 'three', collector: 'b', area: 'documentation' },
  ],
});

describe.each(databases.eachSupportedId())('work on claims, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  beforeEach(async () => {
    tiny = new TinyInstallation(knex);
    await tiny.clear();
    await tiny.publish(1, first);
  });
  afterAll(() => knex.destroy());

  it('writes nothing while other versions are active than it knows', async () => {
    await tiny.putEntity({ id: 1 });
    await tiny.pipeline().drain();
    const before = await tiny.state();
    await tiny.publish(2, firstEdited);
    await tiny.know(1, first);
    expect(await tiny.pipeline().drain()).toBe(0);
    await tiny.pipeline().evaluateNow([1]);
    expect(await tiny.state()).toEqual(before);
    await tiny.know(2, firstEdited);
    expect(await tiny.pipeline().drain()).toBe(1);
    expect(await knex('results').pluck('definition_id')).toEqual([2]);
  });

  it('leaves an entity that was marked again after the claim to a later evaluation', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }]);
    const now = new Date(tiny.now);
    const { claims } = await claimBatch(knex, {
      now,
      leaseMs: 1_000,
      limit: 10,
    });
    expect(claims.map(claim => claim.entityId)).toEqual([1, 2]);
    await tiny.putFacts('a', [1], { one: 'pass' });
    const report = await runBatch(knex, claims, {
      scorecards: tiny.current(),
      held: [],
      connected: tiny.connected,
      now,
      wait: false,
    });
    expect(report).toEqual({
      completed: 1,
      failures: [],
      passedOver: [claims[0]],
    });
    expect(await knex('results').pluck('entity_id')).toEqual([2]);
    expect(await knex('evaluation_queue').pluck('entity_id')).toEqual([1]);
    expect(await tiny.pipeline().drain()).toBe(1);
  });

  it('evaluates at once what a person asks for, though it is marked again meanwhile', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }]);
    const pending: Array<Promise<number>> = [];
    const markAgain = ({ sql }: { sql: string }) => {
      // Between claim and batch, as another process would.
      if (
        /update evaluation_queue set next_at/.test(sql) &&
        pending.length < 2
      ) {
        const ticket = `new ${pending.length}`;
        pending.push(knex('evaluation_queue').update({ ticket }).then(Number));
      }
    };
    knex.on('query', markAgain);
    await tiny.pipeline().evaluateNow([1]);
    knex.removeListener('query', markAgain);
    await Promise.all(pending);
    expect(await knex('results').pluck('entity_id')).toEqual([1]);
    expect(await knex('evaluation_queue').pluck('entity_id')).toEqual([2]);
  });

  it('gives what nobody finished to others after the lease', async () => {
    await tiny.putEntity({ id: 1 });
    const claim = () =>
      claimBatch(knex, {
        now: new Date(tiny.now),
        leaseMs: 1_000,
        limit: 10,
      }).then(({ claims }) => claims);
    const [lost] = await claim();
    expect(lost.attempts).toBe(1);
    expect(await claim()).toEqual([]);
    tiny.now += 1_000;
    expect(await claim()).toEqual([{ ...lost, attempts: 2 }]);
  });

  it('records a broken entity, goes on with the others, and forgives it when it is mended', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }, { id: 3 }]);
    await tiny.putFacts('a', [1, 3], { one: 'pass' });
    await tiny.putFacts('a', [2], { throws: true });
    const pipeline = tiny.pipeline();
    expect(await pipeline.drain()).toBe(2);
    expect(
      await knex('results').orderBy('entity_id').pluck('entity_id'),
    ).toEqual([1, 3]);
    const problem = await knex('problems').first();
    expect(problem).toMatchObject({
      subject: 'evaluation',
      reporter: 'pipeline',
      name: 'component:default/e2',
      entity_id: 2,
      message: 'Attempt 1 of 6: This entity cannot be evaluated in (path)',
    });
    expect(await pipeline.drain()).toBe(0);
    for (let attempt = 2; attempt <= 6; attempt++) {
      tiny.now += 60_000 * 2 ** (attempt - 2);
      expect(await pipeline.drain()).toBe(0);
      const [row] = await knex('evaluation_queue');
      expect(row.attempts).toBe(attempt);
    }
    const [row] = await knex('evaluation_queue');
    expect(Number(row.next_at)).toBe(tiny.now + 24 * hour);
    expect(row.last_error).toBe('This entity cannot be evaluated in (path)');
    expect(await knex('problems').pluck('message')).toEqual([
      expect.stringContaining('Given up after 6 attempts'),
    ]);
    await tiny.putFacts('a', [2], { one: 'pass' });
    expect(await pipeline.drain()).toBe(1);
    expect(await knex('problems')).toEqual([]);
    expect(await knex('evaluation_queue')).toEqual([]);
  });

  it('stores the rest of a batch when the database refuses one entity', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }, { id: 3 }]);
    await tiny.putFacts('a', [2], { unstorable: true });
    const pipeline = tiny.pipeline();
    await pipeline.drain();
    expect(
      await knex('results').orderBy('entity_id').pluck('entity_id'),
    ).toEqual([1, 3]);
    expect(await knex('problems').pluck('entity_id')).toEqual([2]);
  });

  it('takes what may have ended the process alone, and gives it up in the end', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }, { id: 3 }]);
    await knex('evaluation_queue').update({ attempts: 3 });
    await knex('evaluation_queue')
      .where({ entity_id: 2 })
      .update({ attempts: 6 });
    expect(await tiny.pipeline().drain()).toBe(2);
    expect(await knex('problems').pluck('entity_id')).toEqual([2]);
    expect(
      await knex('results').orderBy('entity_id').pluck('entity_id'),
    ).toEqual([1, 3]);
  });

  it('takes stratum 0 before stratum 2, in owner order', async () => {
    const order: string[] = [];
    const watched = {
      ...first,
      evaluate: (input: Parameters<typeof first.evaluate>[0]) => {
        order.push(input.entityRef);
        return first.evaluate(input);
      },
    };
    await tiny.publish(1, watched);
    await tiny.putEntities([
      { id: 1, kind: 'group', ownerSetId: 1 },
      { id: 2, ownerSetId: 5 },
      { id: 3, ownerSetId: 4 },
      { id: 4, ownerSetId: 5 },
    ]);
    // One batch a stratum: two batches may be evaluated at the same time.
    await tiny.pipeline({ batchSize: 3 }).drain();
    expect(order.map(ref => ref.slice(-1))).toEqual(['3', '2', '4', '1']);
  });

  it('asks and writes nothing more for many entities than for few, and nothing twice', async () => {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => {
      statements.push(sql.replace(/\s+/g, ' ').trim().toLowerCase());
    };
    const drain = async () => {
      statements.length = 0;
      knex.on('query', note);
      await tiny.pipeline().drain();
      knex.removeListener('query', note);
      expect(statements.length).toBeLessThan(50);
      // How often a worker that has nothing to do looks into the queue depends on who is quicker.
      return statements.filter(
        sql => !/evaluation_queue|^(begin|commit|rollback)/.test(sql),
      ).length;
    };
    const put = async (from: number, count: number) => {
      const ids = Array.from({ length: count }, (_, index) => from + index);
      await tiny.putEntities(
        ids.map(entityId => ({ id: entityId, ownerSetId: entityId % 7 })),
      );
      await tiny.putFacts('a', ids, { one: 'fail' });
    };
    await put(1, 5);
    const few = await drain();
    await put(100, 90);
    expect(await drain()).toBe(few);

    await tiny.markAll();
    const before = await tiny.state();
    await drain();
    const writes = statements.filter(sql =>
      /^(insert|update|delete|with)/.test(sql),
    );
    expect(writes.filter(sql => !sql.includes('evaluation_queue'))).toEqual([]);
    expect(await tiny.state()).toEqual(before);
    expect(await knex('evaluation_queue')).toEqual([]);
  });

  it('leaves nothing claimed that it has not begun with when it breaks off', async () => {
    await tiny.putEntities([1, 2, 3, 4, 5].map(number => ({ id: number })));
    const pipeline = tiny.pipeline({
      batchSize: 1,
      counted: () => {
        throw new Error('Out of order');
      },
    });
    await expect(pipeline.drain()).rejects.toThrow('Out of order');
    const waiting = await knex('evaluation_queue');
    expect(waiting.length).toBeGreaterThan(2);
    for (const row of waiting) {
      expect([Number(row.next_at), row.attempts]).toEqual([tiny.now, 0]);
    }
  });

  it('works until it is told to stop', async () => {
    const controller = new AbortController();
    const running = tiny
      .pipeline({ pollMs: 10 })
      .start({ signal: controller.signal });
    await tiny.putEntity({ id: 1 });
    while ((await knex('results')).length === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    controller.abort();
    await running;
    expect(await knex('results').pluck('entity_id')).toEqual([1]);
  });
});
