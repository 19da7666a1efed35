import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { OwnerSetsRow } from '../../tables';
import { bulkUpsert, rowSource } from '../bulk';

/**
 * The text under which a set of owners is stored.
 *
 * @param owners - Entity refs in any order, in lower case.
 * @returns Sorted refs without repetitions, joined by a comma; '' for nobody.
 */
export function ownerSetKey(owners: readonly string[]): string {
  return [...new Set(owners)].sort().join(',');
}

/**
 * Finds owner sets, and makes those that are new. At most four statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `keys`: texts of {@link ownerSetKey}, any number, repetitions allowed.
 * @returns Ids by key, one for each key given.
 */
export async function ensureOwnerSets(
  knex: Knex | Knex.Transaction,
  options: { keys: readonly string[] },
): Promise<Map<string, number>> {
  const keys = [...new Set(options.keys)].sort();
  const ids = await selectIds(knex, keys);
  const missing = keys.filter(key => !ids.has(key));
  if (!missing.length) {
    return ids;
  }
  await bulkUpsert(knex, {
    table: 'owner_sets',
    rows: missing.map(owners => ({ owners })),
    key: ['owners'],
    onConflict: 'ignore',
  });
  const added = await selectIds(knex, missing);
  await bulkUpsert(knex, {
    table: 'owner_set_members',
    rows: [...added].flatMap(([key, id]) =>
      key
        .split(',')
        .filter(Boolean)
        .map(owner => ({ owner_set_id: id, owner_ref: owner })),
    ),
    key: ['owner_set_id', 'owner_ref'],
    onConflict: 'ignore',
  });
  return new Map([...ids, ...added]);
}

async function selectIds(
  knex: Knex | Knex.Transaction,
  keys: readonly string[],
): Promise<Map<string, number>> {
  if (!keys.length) {
    return new Map();
  }
  const source = rowSource(
    knex,
    'owner_sets',
    ['owners'],
    keys.map(owners => ({ owners })),
  );
  const rows = await rawRows<OwnerSetsRow>(
    knex,
    `select id, owners from owner_sets where owners in (${source.sql})`,
    source.bindings,
  );
  return new Map(rows.map(row => [row.owners, row.id]));
}
