import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { rowSource } from '../bulk';

/**
 * Which owners no owner set has named so far, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `refs`: whole, in lower case.
 * @returns Sorted, each once.
 */
export async function selectUnknownOwners(
  knex: Knex | Knex.Transaction,
  options: { refs: readonly string[] },
): Promise<string[]> {
  const refs = [...new Set(options.refs)].sort();
  if (!refs.length) {
    return [];
  }
  const given = rowSource(
    knex,
    'owner_set_members',
    ['owner_ref'],
    refs.map(ref => ({ owner_ref: ref })),
  );
  const known = await rawRows<{ owner_ref: string }>(
    knex,
    `select distinct owner_ref from owner_set_members where owner_ref in (${given.sql})`,
    given.bindings,
  );
  const isKnown = new Set(known.map(row => row.owner_ref));
  return refs.filter(ref => !isKnown.has(ref));
}
