import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { OwnerSetsRow } from '../../tables';
import { bulkDelete, bulkUpsert, rowSource } from '../bulk';
import { mergedOwnersText, ownersOf, ownerSetKey } from '../entities';
import { jsonRows } from '../rows/jsonRows';
import { Rename } from './Rename';

/**
 * Lets owner sets name renamed owners by the refs that they have now. The keys of the sets stay, and with
 * them what is stored by them: nothing has moved. Where such a set exists already, since entities named the
 * new ref before it was known, both are kept as sets of the same owners: see `ownersOf`. At most eight
 * statements.
 *
 * @param trx - A transaction.
 * @param options - `renames`: of any kind.
 */
export async function renameOwners(
  trx: Knex.Transaction,
  options: { renames: readonly Rename[] },
): Promise<void> {
  const named = new Map(options.renames.map(({ from, to }) => [from, to.ref]));
  const sets = await selectSetsOf(trx, [...named.keys()]);
  if (!sets.length) {
    return;
  }
  const renamed = sets.map(set => {
    const before = ownersOf(set.owners);
    return {
      id: set.id,
      gone: before.filter(owner => named.has(owner)),
      key: ownerSetKey(before.map(owner => named.get(owner) ?? owner)),
    };
  });
  const holders = await selectExisting(
    trx,
    renamed.map(({ key }) => key),
  );
  const merged: Array<{ id: number; into: number }> = [];
  const texts = renamed.map(({ id, key }) => {
    const into = holders.get(key);
    if (into === undefined) {
      holders.set(key, id);
      return { id, owners: key };
    }
    merged.push({ id, into });
    return { id, owners: mergedOwnersText(key, id) };
  });
  const given = jsonRows(trx, { id: 'integer', owners: 'text' }, texts);
  await rawRows(
    trx,
    `update owner_sets set owners = given.owners
     from ${given.sql} where owner_sets.id = given.id`,
    given.bindings,
  );
  const key = ['owner_set_id', 'owner_ref'] as const;
  await bulkDelete(trx, {
    table: 'owner_set_members',
    key,
    rows: renamed.flatMap(({ id, gone }) =>
      gone.map(owner => ({ owner_set_id: id, owner_ref: owner })),
    ),
  });
  await bulkUpsert(trx, {
    table: 'owner_set_members',
    key,
    onConflict: 'ignore',
    rows: renamed.flatMap(set =>
      ownersOf(set.key).map(owner => ({
        owner_set_id: set.id,
        owner_ref: owner,
      })),
    ),
  });
  await takeBackMoves(trx, merged);
}

/** What went from one set to another of the same owners did not move, although it looked so at that time. */
async function takeBackMoves(
  trx: Knex.Transaction,
  merged: ReadonlyArray<{ id: number; into: number }>,
): Promise<void> {
  if (!merged.length) {
    return;
  }
  const given = jsonRows(
    trx,
    { old_set: 'integer', new_set: 'integer' },
    merged.map(({ id, into }) => ({ old_set: id, new_set: into })),
  );
  await rawRows(
    trx,
    `update ownership_periods set owner_since = p.owner_since
     from ownership_periods p
     join ${given.sql} on given.old_set = p.owner_set_id
     where p.entity_id = ownership_periods.entity_id
       and p.until_at = ownership_periods.owner_since
       and ownership_periods.owner_set_id = given.new_set`,
    given.bindings,
  );
  await rawRows(
    trx,
    `update entities set owner_since = p.owner_since
     from ownership_periods p
     join ${given.sql} on given.new_set = p.owner_set_id
     where p.entity_id = entities.id and p.until_at is null
       and entities.owner_since is distinct from p.owner_since`,
    given.bindings,
  );
}

async function selectSetsOf(
  trx: Knex.Transaction,
  refs: readonly string[],
): Promise<OwnerSetsRow[]> {
  if (!refs.length) {
    return [];
  }
  const given = rowSource(
    trx,
    'owner_set_members',
    ['owner_ref'],
    refs.map(ref => ({ owner_ref: ref })),
  );
  return await rawRows<OwnerSetsRow>(
    trx,
    `select id, owners from owner_sets where id in (
       select owner_set_id from owner_set_members where owner_ref in (${given.sql})
     ) order by id`,
    given.bindings,
  );
}

async function selectExisting(
  trx: Knex.Transaction,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const given = rowSource(
    trx,
    'owner_sets',
    ['owners'],
    [...new Set(keys)].map(owners => ({ owners })),
  );
  const rows = await rawRows<OwnerSetsRow>(
    trx,
    `select id, owners from owner_sets where owners in (${given.sql})`,
    given.bindings,
  );
  return new Map(rows.map(({ id, owners }) => [owners, id]));
}
