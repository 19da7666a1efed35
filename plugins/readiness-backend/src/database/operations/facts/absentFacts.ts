import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { keepDeleted, ReplacedFact } from './factHistory';
import { FactProjection, wholeFact } from './FactProjection';

/**
 * Notes that the source knows nothing of some entities any more, while their facts stay. An
 * observation takes the note back. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - The collector and keys of `entities`; `at`: when the source was asked.
 */
export async function markFactsAbsent(
  knex: Knex | Knex.Transaction,
  options: { collector: string; entityIds: readonly number[]; at: Date },
): Promise<void> {
  if (!options.entityIds.length) {
    return;
  }
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  await rawRows(
    knex,
    `update facts set absent_at = ? where collector = ? and ${chosen.sql}`,
    [options.at.getTime(), options.collector, ...chosen.bindings],
  );
}

/**
 * Deletes facts of which the source has said, since a time, that it knows nothing, and keeps what they
 * said. Two statements at most, one where there was none.
 *
 * @param knex - A transaction.
 * @param options - `since`: when the run began; `at`: since when they are gone; `limit`: at most so many;
 *   `projection`: what checks read of facts, default all of it.
 * @returns The entities that had one, ascending; fewer than the limit: these were the last.
 */
export async function deleteAbsentFacts(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    since: Date;
    at: Date;
    limit: number;
    projection?: FactProjection;
  },
): Promise<number[]> {
  const { collector, at, projection = wholeFact } = options;
  const rows = await rawRows<ReplacedFact>(
    knex,
    `delete from facts where collector = ? and absent_at >= ? and entity_id in (
       select entity_id from facts where collector = ? and absent_at >= ?
       order by entity_id limit ?
     ) returning entity_id, collector, changed_at, data`,
    [
      collector,
      options.since.getTime(),
      collector,
      options.since.getTime(),
      options.limit,
    ],
  );
  await keepDeleted(knex, { facts: rows, at, projection });
  return rows.map(row => row.entity_id).sort((a, b) => a - b);
}
