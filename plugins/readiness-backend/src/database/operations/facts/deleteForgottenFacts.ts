import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { keepDeleted, ReplacedFact } from './factHistory';
import { FactProjection, wholeFact } from './FactProjection';

/**
 * Deletes stale facts of collectors that are not connected any more, and keeps what they said. Two
 * statements at most, one where there was none. Nobody reads them: checks of a collector that is not connected are inactive. What is derived is left to whoever
 * derives it.
 *
 * @param knex - A transaction.
 * @param options - `connected`: ids of collectors, at least one; `at`: now; `limit`: at most so many;
 *   `projection`: what checks read of facts, default all of it.
 * @returns How many; fewer than the limit: these were the last.
 */
export async function deleteForgottenFacts(
  knex: Knex | Knex.Transaction,
  options: {
    connected: ReadonlySet<string>;
    at: Date;
    limit: number;
    projection?: FactProjection;
  },
): Promise<number> {
  const connected = [...options.connected];
  const rows = await rawRows<ReplacedFact>(
    knex,
    `delete from facts where (entity_id, collector) in (
       select entity_id, collector from facts
       where expires_at <= ? and collector not like 'readiness/%'
         and collector not in (${connected.map(() => '?').join(', ')})
       limit ?
     ) returning entity_id, collector, changed_at, data`,
    [options.at.getTime(), ...connected, options.limit],
  );
  const { at, projection = wholeFact } = options;
  await keepDeleted(knex, { facts: rows, at, projection });
  return rows.length;
}
