import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
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
    // Locked in the order in which whoever marks entities locks them.
    `with chosen as materialized (
       select entity_id from evaluation_queue where ${chosen.sql}
       order by entity_id ${databaseCapabilities(knex).forUpdate}
     )
     update evaluation_queue set next_at = ?, attempts = attempts + 1
     where entity_id in (select entity_id from chosen)
     returning stratum, entity_id, ticket, attempts, last_error`,
    [...chosen.bindings, options.now.getTime() + options.leaseMs],
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
