import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * Deletes the facts of one collector about some entities, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - The collector and keys of `entities`.
 * @returns The entities that had one, ascending.
 */
export async function deleteFacts(
  knex: Knex | Knex.Transaction,
  options: { collector: string; entityIds: readonly number[] },
): Promise<{ deletedEntityIds: number[] }> {
  if (!options.entityIds.length) {
    return { deletedEntityIds: [] };
  }
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const rows = await rawRows<{ entity_id: number }>(
    knex,
    `delete from facts where collector = ? and ${chosen.sql} returning entity_id`,
    [options.collector, ...chosen.bindings],
  );
  return {
    deletedEntityIds: rows.map(row => row.entity_id).sort((a, b) => a - b),
  };
}
