import { Knex } from 'knex';
import { bulkDelete } from '../bulk';
import { QueueClaim } from './QueueClaim';

/**
 * Takes evaluated entities off the queue. Under ticket: an entity that was marked
 * again in the meantime stays.
 *
 * @param trx - The transaction that wrote the results.
 * @param options - Claims whose rows are locked.
 */
export async function completeClaims(
  trx: Knex.Transaction,
  options: { claims: readonly QueueClaim[] },
): Promise<void> {
  await bulkDelete(trx, {
    table: 'evaluation_queue',
    key: ['stratum', 'entity_id', 'ticket'],
    rows: options.claims.map(claim => ({
      stratum: claim.stratum,
      entity_id: claim.entityId,
      ticket: claim.ticket,
    })),
  });
}
