import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/** An entity that a collector could look at. */
export interface CollectionTargetRow {
  id: number;
  ref: string;
  /** JSON text of the catalog fact. */
  catalog: string;
  /** JSON text of what the collector saw last; null: nothing. */
  previous: string | null;
}

/**
 * One page of live entities with their catalog fact and the last fact of a collector, by
 * ascending id. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `afterId`: 0 for the first page; `limit`: rows per page; `entityIds`: only these.
 */
export async function selectCollectionTargets(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    afterId: number;
    limit: number;
    entityIds?: readonly number[];
  },
): Promise<CollectionTargetRow[]> {
  const chosen = options.entityIds
    ? idSet(knex, 'e.id', options.entityIds)
    : { sql: 'true', bindings: [] };
  return await rawRows<CollectionTargetRow>(
    knex,
    `select e.id, e.ref, c.data as catalog, p.data as previous
     from entities e
     join facts c on c.entity_id = e.id and c.collector = 'catalog'
     left join facts p on p.entity_id = e.id and p.collector = ?
     where e.id > ? and e.removed_at is null and ${chosen.sql}
     order by e.id
     limit ?`,
    [options.collector, options.afterId, ...chosen.bindings, options.limit],
  );
}
