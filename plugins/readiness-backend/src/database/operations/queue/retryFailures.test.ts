import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { bulkUpsert } from '../bulk';
import { EntityVisibility } from '../visibility/EntityVisibility';
import { claimBatch } from './claimBatch';
import { markForEvaluation } from './markForEvaluation';
import { maxAttempts } from './QueueClaim';
import { listFailures, readQueue } from './readQueue';
import { recordFailures } from './recordFailures';
import { retryFailures } from './retryFailures';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const now = new Date('2026-11-21T08:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const day = 24 * 3_600_000;
const visibility: EntityVisibility = { kind: 'all' };
const ref = (entityId: number) => `component:default/e${entityId}`;

describe.each(databases.eachSupportedId())('failures of the queue, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
    await bulkUpsert(knex, {
      table: 'entities',
      rows: [1, 2, 3].map(entityId => ({
        id: entityId,
        ref: ref(entityId),
        kind: 'component',
        namespace: 'default',
        name: `e${entityId}`,
        owner_set_id: 1,
      })),
    });
  });
  afterEach(() => knex.destroy());

  async function fail(entityId: number, attempts: number) {
    await markForEvaluation(knex, { entityIds: [entityId], at: now });
    await knex('evaluation_queue')
      .where({ entity_id: entityId })
      .update({ attempts: attempts - 1 });
    const { claims } = await claimBatch(knex, {
      now,
      leaseMs: 1_000,
      limit: 10,
    });
    await knex.transaction(trx =>
      recordFailures(trx, {
        failures: claims.map(claim => ({
          claim,
          entityRef: ref(claim.entityId),
          message: `wrong with ${claim.entityId}`,
        })),
        now,
      }),
    );
  }

  it('are counted and listed, those that were tried most often first', async () => {
    await fail(1, 1);
    await fail(2, maxAttempts);
    await markForEvaluation(knex, { entityIds: [3], at: later(-5_000) });
    expect(await readQueue(knex, { visibility, now })).toEqual({
      waiting: 1,
      waitingSince: now.getTime() - 5_000,
      failed: 2,
      givenUp: 1,
    });
    expect(await listFailures(knex, { visibility, limit: 10 })).toEqual([
      {
        entityId: 2,
        entityRef: ref(2),
        attempts: maxAttempts,
        lastError: 'wrong with 2',
        nextAt: now.getTime() + day,
      },
      {
        entityId: 1,
        entityRef: ref(1),
        attempts: 1,
        lastError: 'wrong with 1',
        nextAt: now.getTime() + 60_000,
      },
    ]);
    expect(await listFailures(knex, { visibility, limit: 1 })).toHaveLength(1);
  });

  it('are none where nothing went wrong', async () => {
    expect(await readQueue(knex, { visibility, now })).toEqual({
      waiting: 0,
      waitingSince: null,
      failed: 0,
      givenUp: 0,
    });
    expect(await retryFailures(knex, { visibility, limit: 10, now })).toEqual(
      [],
    );
  });

  it('are tried again at once, with attempts counted anew', async () => {
    await fail(1, 2);
    await fail(2, maxAttempts);
    const at = later(1_000);
    const before = await knex('evaluation_queue').where({ entity_id: 2 });
    expect(
      await retryFailures(knex, {
        visibility,
        entityRef: ref(2),
        limit: 10,
        now: at,
      }),
    ).toEqual([ref(2)]);
    const [row] = await knex('evaluation_queue').where({ entity_id: 2 });
    expect(row).toMatchObject({ attempts: 0, last_error: 'wrong with 2' });
    expect(Number(row.next_at)).toBe(at.getTime());
    expect(row.ticket).not.toBe(before[0].ticket);
    expect(
      (await claimBatch(knex, { now: at, leaseMs: 1_000, limit: 10 })).claims,
    ).toMatchObject([{ entityId: 2, attempts: 1, hasFailed: true }]);

    expect(
      await retryFailures(knex, { visibility, limit: 10, now: at }),
    ).toEqual([ref(1), ref(2)]);
  });

  it('of entities that the reader may not see are left alone', async () => {
    await fail(1, 1);
    const hidden: EntityVisibility = { kind: 'none' };
    expect(
      await retryFailures(knex, { visibility: hidden, limit: 10, now }),
    ).toEqual([]);
    expect(await readQueue(knex, { visibility: hidden, now })).toMatchObject({
      waiting: 0,
      failed: 0,
    });
    const [row] = await knex('evaluation_queue').where({ entity_id: 1 });
    expect(row.attempts).toBe(1);
  });
});
