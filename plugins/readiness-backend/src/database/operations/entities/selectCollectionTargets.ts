import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/** An entity that collectors could look at. */
export interface CollectionTargetRow {
  id: number;
  ref: string;
  repository_key: number;
  /** JSON text of the catalog fact. */
  catalog: string;
}

/**
 * One page of live entities with their catalog fact, by ascending repository key and then by
 * ascending id, so that entities of one repository are neighbours. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `after`: the last entity of the page before, undefined for the first page;
 *   `limit`: rows per page; `entityIds`: only these.
 */
export async function selectCollectionTargets(
  knex: Knex | Knex.Transaction,
  options: {
    after?: { repositoryKey: number; id: number };
    limit: number;
    entityIds?: readonly number[];
  },
): Promise<CollectionTargetRow[]> {
  const { after, limit, entityIds } = options;
  const chosen = entityIds
    ? idSet(knex, 'e.id', entityIds)
    : { sql: 'true', bindings: [] };
  return await rawRows<CollectionTargetRow>(
    knex,
    `select e.id, e.ref, e.repository_key, c.data as catalog
     from entities e
     join facts c on c.entity_id = e.id and c.collector = 'catalog'
     where ${after ? '(e.repository_key, e.id) > (?, ?)' : 'true'}
       and e.removed_at is null and ${chosen.sql}
     order by e.repository_key, e.id
     limit ?`,
    [
      ...(after ? [after.repositoryKey, after.id] : []),
      ...chosen.bindings,
      limit,
    ],
  );
}

/**
 * How many live entities there are, and the highest key among them (0: none), in one statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function countCollectionTargets(
  knex: Knex | Knex.Transaction,
): Promise<{ total: number; lastEntityId: number }> {
  const [row] = await rawRows<{
    total: number | string;
    last: number | null;
  }>(
    knex,
    'select count(*) as total, max(id) as last from entities where removed_at is null',
  );
  return { total: Number(row.total), lastEntityId: row.last ?? 0 };
}
