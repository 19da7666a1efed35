import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { lockClaims } from './lockClaims';
import { QueueClaim } from './QueueClaim';

/**
 * Gives claims back untouched: due again at once, the attempt not counted. Rows that somebody else holds
 * are passed over, since these are being marked or worked on; so nobody waits for whoever marks everything.
 *
 * @param knex - A knex instance.
 * @param options - `claims`; `now`: from when on they are due.
 */
export async function releaseClaims(
  knex: Knex,
  options: { claims: readonly QueueClaim[]; now: Date },
): Promise<void> {
  await knex.transaction(async trx => {
    const standing = await lockClaims(trx, {
      claims: options.claims,
      wait: false,
    });
    const chosen = idSet(
      trx,
      'entity_id',
      standing.map(({ entityId }) => entityId),
    );
    await rawRows(
      trx,
      `update evaluation_queue set next_at = ?, attempts = attempts - 1
       where ${chosen.sql} and attempts > 0`,
      [options.now.getTime(), ...chosen.bindings],
    );
  });
}
