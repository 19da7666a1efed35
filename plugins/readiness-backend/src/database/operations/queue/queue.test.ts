import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../initializeDatabase';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { bulkUpsert } from '../bulk';
import { claimBatch } from './claimBatch';
import { claimEntities } from './claimEntities';
import { completeClaims } from './completeClaims';
import { lockClaims } from './lockClaims';
import { markDueByClock } from './markDueByClock';
import { markForEvaluation } from './markForEvaluation';
import { QueueClaim } from './QueueClaim';
import { clearFailures, recordFailures, retryDelayMs } from './recordFailures';
import { releaseClaims } from './releaseClaims';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const now = new Date('2026-11-21T08:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);

describe.each(databases.eachSupportedId())('the queue, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    await bulkUpsert(knex, {
      table: 'entities',
      rows: [1, 2, 3, 4].map(entityId => ({
        id: entityId,
        ref: `component:default/e${entityId}`,
        kind: entityId === 4 ? 'group' : 'component',
        namespace: 'default',
        name: `e${entityId}`,
        owner_set_id: 10 - entityId,
      })),
    });
  });
  beforeEach(async () => {
    await knex('evaluation_queue').delete();
    await knex('problems').delete();
    await markForEvaluation(knex, { entityIds: [1, 2, 3, 4], at: now });
  });
  afterAll(() => knex.destroy());

  const claim = async (limit = 10, at = now) =>
    (await claimBatch(knex, { now: at, leaseMs: 1_000, limit })).claims;
  const ids = (claims: QueueClaim[]) => claims.map(({ entityId }) => entityId);
  const row = (entityId: number) =>
    knex('evaluation_queue').where({ entity_id: entityId }).first();

  it('hands out what is due, by stratum and owner, each once per lease', async () => {
    expect(ids(await claim(2))).toEqual([3, 2]);
    expect(ids(await claim())).toEqual([1]);
    expect(ids(await claim())).toEqual([4]);
    expect(await claim(10, later(999))).toEqual([]);
    expect(ids(await claim(10, later(1_000)))).toEqual([3, 2, 1]);
    expect((await row(3)).attempts).toBe(2);
  });

  it('keeps an entity that is marked while it is compared with what is stored', async () => {
    const marked: Array<Promise<void>> = [];
    const { claims, settled } = await claimBatch(knex, {
      now,
      leaseMs: 1_000,
      limit: 10,
      findSettled: async () => {
        marked.push(markForEvaluation(knex, { entityIds: [1, 2], at: now }));
        await new Promise(resolve => setTimeout(resolve, 50));
        return new Set([1, 3]);
      },
    });
    await Promise.all(marked);
    expect([ids(claims), settled]).toEqual([[2], 2]);
    // One is there again; the claim of the other is void, since it has another ticket.
    expect(
      await knex('evaluation_queue').orderBy('entity_id').pluck('entity_id'),
    ).toEqual([1, 2, 4]);
    expect((await row(2)).ticket).not.toBe(claims[0].ticket);
  });

  it('hands out nothing before its time', async () => {
    expect(await claim(10, later(-1))).toEqual([]);
  });

  it('hands out suspects alone, after all others', async () => {
    await knex('evaluation_queue')
      .whereIn('entity_id', [2, 3])
      .update({ attempts: 3 });
    expect(ids(await claim())).toEqual([1]);
    expect(ids(await claim())).toEqual([4]);
    expect(ids(await claim())).toEqual([3]);
    expect(ids(await claim())).toEqual([2]);
  });

  it('gives an entity that is asked for, though somebody has claimed it', async () => {
    await claim();
    const claims = await claimEntities(knex, {
      entityIds: [2, 77],
      now,
      leaseMs: 1_000,
    });
    expect(
      claims.map(({ entityId, attempts }) => [entityId, attempts]),
    ).toEqual([[2, 2]]);
  });

  it('takes claims back without counting them', async () => {
    const claims = await claim();
    await markForEvaluation(knex, { entityIds: [1], at: later(5_000) });
    await releaseClaims(knex, { claims, now: later(10) });
    expect(await row(2)).toMatchObject({ attempts: 0 });
    expect(Number((await row(2)).next_at)).toBe(later(10).getTime());
    // Marked again, so that the claim was void.
    expect(Number((await row(1)).next_at)).toBe(later(1_000).getTime());
  });

  it('gives back what nobody else holds, and waits for nobody', async () => {
    const claims = await claim();
    const marking = databaseCapabilities(knex).concurrentWriters
      ? await knex.transaction()
      : undefined;
    await markForEvaluation(marking ?? knex, { entityIds: [1], at: now });
    await releaseClaims(knex, { claims, now: later(10) });
    await marking?.commit();
    expect((await row(2)).attempts).toBe(0);
    expect(Number((await row(2)).next_at)).toBe(later(10).getTime());
    expect(Number((await row(1)).next_at)).toBe(now.getTime());
  });

  it('finds only claims whose ticket stands, and completes only these', async () => {
    const claims = await claim();
    await markForEvaluation(knex, { entityIds: [2], at: now });
    await knex.transaction(async trx => {
      const standing = await lockClaims(trx, { claims, wait: false });
      expect(ids(standing)).toEqual([3, 1]);
      await completeClaims(trx, { claims });
    });
    expect(
      await knex('evaluation_queue').orderBy('entity_id').pluck('entity_id'),
    ).toEqual([2, 4]);
  });

  it('records failures under ticket, with a longer wait each time', async () => {
    const claims = await claim();
    const failures = claims.map(item => ({
      claim: item,
      entityRef: `component:default/e${item.entityId}`,
      message: 'It broke.',
    }));
    await markForEvaluation(knex, { entityIds: [2], at: now });
    await knex.transaction(trx => recordFailures(trx, { failures, now }));
    expect(await row(1)).toMatchObject({ last_error: 'It broke.' });
    expect(Number((await row(1)).next_at)).toBe(later(60_000).getTime());
    expect((await row(2)).last_error).toBeNull();
    expect(await knex('problems').where({ entity_id: 1 })).toMatchObject([
      {
        reporter: 'pipeline',
        subject: 'evaluation',
        name: 'component:default/e1',
        message: 'Attempt 1 of 6: It broke.',
      },
    ]);
    await knex.transaction(trx =>
      clearFailures(trx, { entityIds: [1, 2, 3], now }),
    );
    expect(await knex('problems')).toEqual([]);
    expect([1, 2, 3, 5, 6, 9].map(retryDelayMs)).toEqual(
      [1, 2, 4, 16, 1_440, 1_440].map(minutes => minutes * 60_000),
    );
  });

  it('asks for what the clock makes due and for rows of older versions, and leaves what waits', async () => {
    await knex('evaluation_queue').delete();
    await markForEvaluation(knex, { entityIds: [1], at: later(9_000) });
    const { ticket } = await row(1);
    const score = {
      definition_id: 1,
      owner_set_id: 1,
      tier: 0,
      level: 0,
      exemptions: 0,
      ceiling: 1,
      fixes: 0,
      passed: 0,
      known: 0,
      applicable: 0,
      in_grace: false,
    };
    const result = { definition_id: 1, packed: '[]', input_hash: '' };
    const definition = {
      kind: 'Scorecard',
      version: 1,
      content_hash: '',
      source: '',
      document: '{}',
      created_at: 0,
      created_by: 'config',
    };
    await bulkUpsert(knex, {
      table: 'scores',
      rows: [
        { ...score, entity_id: 1, next_at: now.getTime() },
        { ...score, entity_id: 2, next_at: now.getTime() },
        { ...score, entity_id: 3, next_at: now.getTime() + 1 },
        { ...score, entity_id: 4, next_at: null },
      ],
    });
    await bulkUpsert(knex, {
      table: 'results',
      rows: [
        { ...result, entity_id: 3 },
        { ...result, entity_id: 4, definition_id: 2 },
      ],
    });
    await bulkUpsert(knex, {
      table: 'definitions',
      rows: [
        { ...definition, id: 1, name: 'a' },
        { ...definition, id: 2, name: 'b' },
      ],
    });
    await bulkUpsert(knex, {
      table: 'active_definitions',
      rows: [{ kind: 'Scorecard', name: 'a', definition_id: 1, position: 0 }],
    });
    await markDueByClock(knex, { hour: now, at: now });
    expect(
      (await knex('evaluation_queue').orderBy('entity_id')).map(waiting => [
        waiting.stratum,
        waiting.entity_id,
        waiting.owner_set_id,
      ]),
    ).toEqual([
      [0, 1, 9],
      [0, 2, 8],
      [2, 4, 6],
    ]);
    expect((await row(1)).ticket).toBe(ticket);
  });
});
