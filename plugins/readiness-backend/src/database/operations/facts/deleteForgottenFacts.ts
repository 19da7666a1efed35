import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/**
 * Deletes stale facts of collectors that are not connected any more, in one statement. Nobody reads
 * them: checks of a collector that is not connected are inactive. What is derived is left to whoever
 * derives it.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `connected`: ids of collectors, at least one; `limit`: at most so many.
 * @returns How many; fewer than the limit: these were the last.
 */
export async function deleteForgottenFacts(
  knex: Knex | Knex.Transaction,
  options: { connected: ReadonlySet<string>; at: Date; limit: number },
): Promise<number> {
  const connected = [...options.connected];
  const rows = await rawRows(
    knex,
    `delete from facts where (entity_id, collector) in (
       select entity_id, collector from facts
       where expires_at <= ? and collector not like 'readiness/%'
         and collector not in (${connected.map(() => '?').join(', ')})
       limit ?
     ) returning entity_id`,
    [options.at.getTime(), ...connected, options.limit],
  );
  return rows.length;
}
