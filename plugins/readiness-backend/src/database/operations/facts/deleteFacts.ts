import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { keepDeleted, ReplacedFact } from './factHistory';
import { FactProjection, wholeFact } from './FactProjection';

/**
 * Deletes the facts of one collector about some entities, and keeps what they said. Two statements
 * at most, one where there was none.
 *
 * @param knex - A transaction.
 * @param options - The collector and keys of `entities`; `at`: since when they are gone; `projection`:
 *   what checks read of facts, default all of it.
 * @returns The entities that had one, ascending.
 */
export async function deleteFacts(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    entityIds: readonly number[];
    at: Date;
    projection?: FactProjection;
  },
): Promise<{ deletedEntityIds: number[] }> {
  if (!options.entityIds.length) {
    return { deletedEntityIds: [] };
  }
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const rows = await rawRows<ReplacedFact>(
    knex,
    `delete from facts where collector = ? and ${chosen.sql}
     returning entity_id, collector, changed_at, data`,
    [options.collector, ...chosen.bindings],
  );
  const { at, projection = wholeFact } = options;
  await keepDeleted(knex, { facts: rows, at, projection });
  return {
    deletedEntityIds: rows.map(row => row.entity_id).sort((a, b) => a - b),
  };
}
