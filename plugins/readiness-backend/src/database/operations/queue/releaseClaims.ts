import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { rowSource } from '../bulk';
import { QueueClaim } from './QueueClaim';

/**
 * Gives claims back untouched: due again at once, the attempt not counted.
 *
 * @param knex - A knex instance.
 * @param options - `claims`; `now`: from when on they are due.
 */
export async function releaseClaims(
  knex: Knex,
  options: { claims: readonly QueueClaim[]; now: Date },
): Promise<void> {
  const { sql, bindings } = rowSource(
    knex,
    'evaluation_queue',
    ['stratum', 'entity_id', 'ticket'],
    options.claims.map(claim => ({
      stratum: claim.stratum,
      entity_id: claim.entityId,
      ticket: claim.ticket,
    })),
  );
  await rawRows(
    knex,
    `update evaluation_queue set next_at = ?, attempts = attempts - 1
     where (stratum, entity_id, ticket) in (${sql}) and attempts > 0`,
    [options.now.getTime(), ...bindings],
  );
}
