import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EvaluationQueueRow } from '../../tables';
import { idSet } from '../bulk';
import { QueueClaim } from './QueueClaim';

/**
 * Takes given entities from the queue whether they are due or not, even from a
 * worker that holds a claim: whoever locks the row first does the work.
 *
 * @param knex - Not a transaction: the claim must be committed before work begins.
 * @param options - `entityIds`, `now`, `leaseMs`.
 * @returns Claims of those that are queued, by entity.
 */
export async function claimEntities(
  knex: Knex,
  options: { entityIds: readonly number[]; now: Date; leaseMs: number },
): Promise<QueueClaim[]> {
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const rows = await rawRows<EvaluationQueueRow>(
    knex,
    `update evaluation_queue set next_at = ?, attempts = attempts + 1
     where ${chosen.sql}
     returning stratum, entity_id, ticket, attempts, last_error`,
    [options.now.getTime() + options.leaseMs, ...chosen.bindings],
  );
  return rows
    .map(row => ({
      stratum: row.stratum,
      entityId: row.entity_id,
      ticket: row.ticket,
      attempts: row.attempts,
      hasFailed: row.last_error !== null,
    }))
    .sort((a, b) => a.stratum - b.stratum || a.entityId - b.entityId);
}
