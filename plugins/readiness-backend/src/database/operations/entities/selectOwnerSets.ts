import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { ownersOf } from './ownersOf';

/** An owner set that owns a live entity. */
export interface OwnerSetInUse {
  id: number;
  /** Sorted refs. */
  owners: string[];
}

/**
 * Owner sets that own at least one live entity, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`: only the sets of these entities.
 */
export async function selectOwnerSets(
  knex: Knex | Knex.Transaction,
  options: { entityIds?: readonly number[] } = {},
): Promise<OwnerSetInUse[]> {
  const chosen = options.entityIds
    ? idSet(knex, 'e.id', options.entityIds)
    : { sql: 'true', bindings: [] };
  const rows = await rawRows<{ id: number; owners: string }>(
    knex,
    `select s.id, s.owners from owner_sets s
     where s.id in (
       select e.owner_set_id from entities e
       where e.removed_at is null and ${chosen.sql}
     )
     order by s.id`,
    chosen.bindings,
  );
  return rows.map(row => ({
    id: row.id,
    owners: ownersOf(row.owners),
  }));
}
