/** What stands around some entities: the rows behind `readiness/relations`. */
import {
  RELATION_CONSUMES_API,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { StoredBoolean } from '../../tables';
import { idSet } from '../bulk';
import { dependencyTypes } from './selectAffected';

/** Something that an entity depends on or provides. */
export interface LinkedTarget {
  sourceId: number;
  /** Type of the relation. */
  relation: string;
  ref: string;
  /** `spec.type`; null where it has none, or no stream has brought it. */
  type: string | null;
  tier: number | null;
  /** Is it in the catalog? null: not known. */
  exists: boolean | null;
}

/** Is the target of a relation in the catalog? Null: nobody has asked yet. */
const existence = `case when e.id is not null then e.removed_at is null
                        else l.found end`;
const toTarget = `left join entities e on e.ref = r.target_ref
     left join looked_up_refs l on l.ref = r.target_ref`;

/**
 * What some entities depend on and which APIs they provide. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 */
export async function selectLinkedTargets(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<LinkedTarget[]> {
  const chosen = idSet(knex, 'r.source_id', options.entityIds);
  const rows = await rawRows<{
    source_id: number;
    relation: string;
    ref: string;
    type: string | null;
    tier: number | null;
    found: StoredBoolean | null;
  }>(
    knex,
    `select r.source_id, r.type as relation, r.target_ref as ref, e.type, e.tier,
       ${existence} as found
     from entity_relations r ${toTarget}
     where ${chosen.sql} and r.type in (?, ?, ?)`,
    [...chosen.bindings, ...dependencyTypes, RELATION_PROVIDES_API],
  );
  return rows.map(({ source_id, found, ...row }) => ({
    ...row,
    sourceId: source_id,
    exists: found === null ? null : Boolean(found),
  }));
}

/**
 * Targets of any relation of some entities that are not in the catalog: it was asked for each of
 * them. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 */
export async function selectMissingTargets(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Array<{ sourceId: number; ref: string }>> {
  const chosen = idSet(knex, 'r.source_id', options.entityIds);
  const rows = await rawRows<{ source_id: number; ref: string }>(
    knex,
    `select distinct r.source_id, r.target_ref as ref
     from entity_relations r ${toTarget}
     where ${chosen.sql} and not ${existence}`,
    chosen.bindings,
  );
  return rows.map(row => ({ sourceId: row.source_id, ref: row.ref }));
}

/** An entity that depends on another one. */
export interface Dependent {
  targetId: number;
  ref: string;
  tier: number | null;
  /** `spec.system` as it is written; null where it has none, or it is no text. */
  system: string | null;
}

/**
 * Live entities that depend on some entities or consume one of their APIs. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`; `limit`: at most so many of each.
 * @returns The rows, and by key how many there are, those beyond the limit too.
 */
export async function selectDependents(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[]; limit: number },
): Promise<{ dependents: Dependent[]; counts: Map<number, number> }> {
  const targets = idSet(knex, 't.id', options.entityIds);
  const providers = idSet(knex, 'p.source_id', options.entityIds);
  // The text of a JSON value, so that a number is no name.
  const system =
    databaseCapabilities(knex).client === 'pg'
      ? `(f.data::json #> '{entity,spec,system}')::text`
      : `(f.data -> '$.entity.spec.system')`;
  const rows = await rawRows<{
    target_id: number;
    ref: string;
    tier: number | null;
    system: string | null;
    total: number | string;
  }>(
    knex,
    `with pairs (target_id, source_id) as (
       select t.id, r.source_id from entity_relations r
       join entities t on t.ref = r.target_ref
       where ${targets.sql} and r.type in (?, ?)
       union
       select p.source_id, c.source_id from entity_relations p
       join entity_relations c
         on c.target_ref = p.target_ref and c.type = ?
       where ${providers.sql} and p.type = ?
     ),
     numbered as (
       select pairs.target_id, s.id, s.ref, s.tier,
         row_number() over (partition by pairs.target_id order by s.ref) as place,
         count(*) over (partition by pairs.target_id) as total
       from pairs join entities s on s.id = pairs.source_id
       where s.removed_at is null and s.id <> pairs.target_id
     )
     select n.target_id, n.ref, n.tier, n.total, ${system} as system
     from numbered n
     left join facts f on f.entity_id = n.id and f.collector = 'catalog'
     where n.place <= ?`,
    [
      ...targets.bindings,
      ...dependencyTypes,
      RELATION_CONSUMES_API,
      ...providers.bindings,
      RELATION_PROVIDES_API,
      options.limit,
    ],
  );
  const counts = new Map<number, number>();
  const dependents = rows.map(({ target_id, total, system: json, ...row }) => {
    counts.set(target_id, Number(total));
    const value: unknown = json === null ? null : JSON.parse(json);
    return {
      ...row,
      targetId: target_id,
      system: typeof value === 'string' ? value : null,
    };
  });
  return { dependents, counts };
}

/**
 * Which of some entities are in the catalog. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Keys, ascending.
 */
export async function selectLive(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<number[]> {
  const chosen = idSet(knex, 'id', options.entityIds);
  const rows = await rawRows<{ id: number }>(
    knex,
    `select id from entities
     where ${chosen.sql} and removed_at is null order by id`,
    chosen.bindings,
  );
  return rows.map(row => row.id);
}

/**
 * One page of all live entities. One statement.
 *
 * @param knex - A knex instance.
 * @param options - `after`: the last key of the page before, 0 for the first.
 * @returns Keys, ascending.
 */
export async function selectLivePage(
  knex: Knex,
  options: { after: number; limit: number },
): Promise<number[]> {
  const rows = await rawRows<{ id: number }>(
    knex,
    `select id from entities
     where id > ? and removed_at is null order by id limit ?`,
    [options.after, options.limit],
  );
  return rows.map(row => row.id);
}
