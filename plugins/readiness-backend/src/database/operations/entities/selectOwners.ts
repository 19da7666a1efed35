import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/** An entity that owns others or could: any Group, and whatever else is named as an owner. */
export interface OwnerRow {
  id: number;
  ref: string;
  kind: string;
  type: string | null;
  /** JSON text of its catalog fact; null where it has none, and for kinds other than Group. */
  data: string | null;
  /** Number of `hasMember` relations. */
  members: number;
}

/**
 * One page of owners by ascending id: all live Groups, and live entities of other kinds that some
 * owner set names. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `afterId`: 0 for the first page; `limit`: rows per page.
 */
export async function selectOwners(
  knex: Knex | Knex.Transaction,
  options: { afterId: number; limit: number },
): Promise<OwnerRow[]> {
  const rows = await rawRows<Omit<OwnerRow, 'members'> & { members: unknown }>(
    knex,
    `select e.id, e.ref, e.kind, e.type,
       case when e.kind = 'group' then f.data end as data,
       (select count(*) from entity_relations r
        where r.source_id = e.id and r.type = 'hasMember') as members
     from entities e
     left join facts f on f.entity_id = e.id and f.collector = 'catalog'
     where e.id > ? and e.removed_at is null and (
       e.kind = 'group'
       or exists (select 1 from owner_set_members m where m.owner_ref = e.ref)
     )
     order by e.id
     limit ?`,
    [options.afterId, options.limit],
  );
  return rows.map(row => ({ ...row, members: Number(row.members) }));
}

/**
 * Does the catalog hold any User? Without, numbers of members say nothing.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function hasUsers(
  knex: Knex | Knex.Transaction,
): Promise<boolean> {
  const rows = await rawRows(
    knex,
    `select 1 from entities where kind = 'user' and removed_at is null limit 1`,
  );
  return rows.length > 0;
}
