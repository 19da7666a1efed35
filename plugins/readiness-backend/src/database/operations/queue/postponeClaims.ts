import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { rowSource } from '../bulk';
import { QueueClaim } from './QueueClaim';

/**
 * Leaves claimed entities on the queue for later, their attempts not counted. Under ticket, one
 * statement.
 *
 * @param trx - The transaction that wrote what could be written of them.
 * @param options - `claims`: those whose rows are locked; `until`: from when on they are due.
 */
export async function postponeClaims(
  trx: Knex.Transaction,
  options: { claims: readonly QueueClaim[]; until: Date },
): Promise<void> {
  const { sql, bindings } = rowSource(
    trx,
    'evaluation_queue',
    ['stratum', 'entity_id', 'ticket'],
    options.claims.map(claim => ({
      stratum: claim.stratum,
      entity_id: claim.entityId,
      ticket: claim.ticket,
    })),
  );
  await rawRows(
    trx,
    `update evaluation_queue set next_at = ?, attempts = 0
     where (stratum, entity_id, ticket) in (${sql})`,
    [options.until.getTime(), ...bindings],
  );
}
