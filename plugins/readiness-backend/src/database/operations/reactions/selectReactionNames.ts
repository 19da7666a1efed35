import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';

/** An entity whose level changed, as it is now. */
export interface ChangedEntity {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  /** Refs of its owners; empty where it is gone. */
  owners: string[];
  /** Its level now under the active version; null: nothing is asked of it. */
  level: number | null;
}

/**
 * Reads entities as they are now. One statement.
 *
 * @param options - `scorecard`: whose level is wanted.
 */
export async function selectChangedEntities(
  knex: Knex,
  options: { entityIds: readonly number[]; scorecard: string },
): Promise<Map<number, ChangedEntity>> {
  const ids = idSet(knex, 'e.id', options.entityIds);
  const rows = await rawRows<{
    id: number;
    ref: string;
    kind: string;
    namespace: string;
    name: string;
    title: string | null;
    removed_at: StoredNumber | null;
    owners: string | null;
    level: number | null;
  }>(
    knex,
    `select e.id, e.ref, e.kind, e.namespace, e.name, e.title, e.removed_at,
       o.owners, s.level
     from entities e
     left join owner_sets o on o.id = e.owner_set_id
     left join active_definitions a on a.kind = 'Scorecard' and a.name = ?
     left join scores s on s.entity_id = e.id and s.definition_id = a.definition_id
     where ${ids.sql}`,
    [options.scorecard, ...ids.bindings],
  );
  return new Map(
    rows.map(({ removed_at: removed, owners, ...row }) => [
      row.id,
      {
        ...row,
        owners: removed === null && owners ? owners.split(',') : [],
      },
    ]),
  );
}

/** The ids of checks by their keys. One statement. */
export async function selectCheckIds(
  knex: Knex,
  options: { checkKeys: readonly number[] },
): Promise<Map<number, string>> {
  const keys = idSet(knex, 'id', options.checkKeys);
  const rows = await rawRows<{ id: number; check_id: string }>(
    knex,
    `select id, check_id from checks where ${keys.sql}`,
    keys.bindings,
  );
  return new Map(rows.map(row => [row.id, row.check_id]));
}

/** The refs of the owners of an owner set, sorted. One statement. */
export async function selectSetOwners(
  knex: Knex,
  options: { ownerSetId: number },
): Promise<string[]> {
  const rows = await rawRows<{ owner_ref: string }>(
    knex,
    `select owner_ref from owner_set_members where owner_set_id = ? order by owner_ref`,
    [options.ownerSetId],
  );
  return rows.map(row => row.owner_ref);
}
