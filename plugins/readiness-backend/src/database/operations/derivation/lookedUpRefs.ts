import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { bulkDelete, bulkUpsert } from '../bulk';

/** A target about which the catalog is to be asked. */
export interface UnseenTarget {
  ref: string;
  /** What it said last time; null: it was never asked. */
  found: boolean | null;
}

/**
 * Targets of relations that no stream has ever brought, and about which the catalog was not asked
 * since a time. A removed entity is none: it was looked up when it was removed. One statement.
 *
 * @param knex - A knex instance.
 * @param options - `before`: asked before this is too long ago; `limit`: at most so many.
 * @returns By ref.
 */
export async function selectUnseenTargets(
  knex: Knex,
  options: { before: Date; limit: number },
): Promise<UnseenTarget[]> {
  const rows = await rawRows<{ ref: string; found: boolean | number | null }>(
    knex,
    `select distinct r.target_ref as ref, l.found as found
     from entity_relations r
     left join entities e on e.ref = r.target_ref
     left join looked_up_refs l on l.ref = r.target_ref
     where e.id is null and (l.ref is null or l.looked_up_at <= ?)
     order by r.target_ref limit ?`,
    [options.before.getTime(), options.limit],
  );
  return rows.map(({ ref, found }) => ({
    ref,
    found: found === null ? null : Boolean(found),
  }));
}

/**
 * Keeps what the catalog said of some refs. One statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function writeLookedUpRefs(
  knex: Knex | Knex.Transaction,
  options: { refs: ReadonlyArray<{ ref: string; found: boolean }>; at: Date },
): Promise<void> {
  await bulkUpsert(knex, {
    table: 'looked_up_refs',
    key: ['ref'],
    rows: options.refs.map(each => ({
      ...each,
      looked_up_at: options.at.getTime(),
    })),
  });
}

/**
 * Forgets what the catalog said of refs that are no longer targets, or that a stream has brought.
 * At most two statements.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function removeLookedUpRefs(
  knex: Knex | Knex.Transaction,
): Promise<void> {
  const rows = await rawRows<{ ref: string }>(
    knex,
    `select ref from looked_up_refs where
       not exists (select 1 from entity_relations r
                   where r.target_ref = looked_up_refs.ref)
       or exists (select 1 from entities e where e.ref = looked_up_refs.ref)`,
  );
  await bulkDelete(knex, { table: 'looked_up_refs', key: ['ref'], rows });
}
