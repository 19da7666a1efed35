import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { textSet } from '../bulk';

/** A live entity with what the catalog said of it. */
export interface EntityByRef {
  id: number;
  ref: string;
  /** JSON text of the catalog fact. */
  catalog: string;
}

/**
 * Finds live entities by their refs, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `refs`: whole, in lower case; unknown ones are left out.
 */
export async function selectEntitiesByRef(
  knex: Knex | Knex.Transaction,
  options: { refs: readonly string[] },
): Promise<EntityByRef[]> {
  const chosen = textSet(knex, 'e.ref', options.refs);
  return await rawRows<EntityByRef>(
    knex,
    `select e.id, e.ref, c.data as catalog
     from entities e
     join facts c on c.entity_id = e.id and c.collector = 'catalog'
     where e.removed_at is null and ${chosen.sql}`,
    chosen.bindings,
  );
}
