import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * Where live entities stand in the order in which collectors go through them, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 */
export async function selectEntityPositions(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Array<{ id: number; repositoryKey: number }>> {
  const chosen = idSet(knex, 'id', options.entityIds);
  const rows = await rawRows<{ id: number; repository_key: number }>(
    knex,
    `select id, repository_key from entities
     where removed_at is null and ${chosen.sql}`,
    chosen.bindings,
  );
  return rows.map(row => ({ id: row.id, repositoryKey: row.repository_key }));
}
