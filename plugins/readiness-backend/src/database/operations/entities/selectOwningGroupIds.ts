import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * Keys of the live Groups that own some entities, and of those above them, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`: keys of `entities`; `limit`: at most so many.
 * @returns Each once, ascending.
 */
export async function selectOwningGroupIds(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[]; limit: number },
): Promise<number[]> {
  if (!options.entityIds.length) {
    return [];
  }
  const chosen = idSet(knex, 'id', options.entityIds);
  const rows = await rawRows<{ id: number }>(
    knex,
    `select g.id from entities g
     where g.removed_at is null and g.kind = 'group' and g.ref in (
       select c.ancestor_ref from owner_set_members m
       join group_closure c on c.descendant_ref = m.owner_ref
       where m.owner_set_id in (
         select owner_set_id from entities where ${chosen.sql}
       )
     )
     order by g.id limit ?`,
    [...chosen.bindings, options.limit],
  );
  return rows.map(({ id }) => id);
}
