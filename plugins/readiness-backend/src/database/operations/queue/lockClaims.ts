import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { rowSource } from '../bulk';
import { QueueClaim } from './QueueClaim';

/**
 * Locks the queue rows of claims whose ticket still stands, until the end of the
 * transaction. Only who holds this lock writes results of the entity.
 *
 * @param trx - The transaction that will write.
 * @param options - `claims`; `wait`: wait for rows that others hold, instead of passing over them.
 * @returns The claims that stand, in the order given.
 */
export async function lockClaims(
  trx: Knex.Transaction,
  options: { claims: readonly QueueClaim[]; wait: boolean },
): Promise<QueueClaim[]> {
  const { skipLocked, forUpdate, client } = databaseCapabilities(trx);
  const columns = ['stratum', 'entity_id', 'ticket'] as const;
  const { sql, bindings } = rowSource(
    trx,
    'evaluation_queue',
    columns,
    options.claims.map(claim => ({
      stratum: claim.stratum,
      entity_id: claim.entityId,
      ticket: claim.ticket,
    })),
  );
  const locked = await rawRows<{ entity_id: number; stratum: number }>(
    trx,
    `select stratum, entity_id from evaluation_queue
     where (stratum, entity_id, ticket) in (${sql})
     ${client === 'pg' ? 'order by entity_id' : ''}
     ${options.wait ? forUpdate : skipLocked}`,
    bindings,
  );
  const standing = new Set(
    locked.map(row => `${row.stratum}/${row.entity_id}`),
  );
  return options.claims.filter(claim =>
    standing.has(`${claim.stratum}/${claim.entityId}`),
  );
}
