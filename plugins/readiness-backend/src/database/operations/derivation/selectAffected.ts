/**
 * Whose derived facts tell something of a changed entity? Told from refs, since what changed may
 * not be in the catalog any more, or not yet.
 */
import {
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { rowSource } from '../bulk';

/** Relations by which an entity depends on another one. */
export const dependencyTypes = [
  RELATION_DEPENDS_ON,
  RELATION_CONSUMES_API,
] as const;

/**
 * Live entities whose `readiness/relations` may tell of one of the refs: they themselves, whoever
 * is related to them, and those that they depend on, directly or through an API. One statement.
 *
 * @param knex - A knex instance.
 * @returns Keys, ascending.
 */
export async function selectRelationNeighbours(
  knex: Knex,
  options: { refs: readonly string[] },
): Promise<number[]> {
  const given = refSource(knex, options.refs);
  const rows = await rawRows<{ id: number }>(
    knex,
    `with changed (ref) as (${given.sql}),
     depended (target_ref, type) as (
       select r.target_ref, r.type from entity_relations r
       join entities e on e.id = r.source_id
       where e.ref in (select ref from changed) and r.type in (?, ?)
     )
     select id from entities where removed_at is null and id in (
       select id from entities where ref in (select ref from changed)
       union select source_id from entity_relations
         where target_ref in (select ref from changed)
       union select id from entities
         where ref in (select target_ref from depended)
       union select p.source_id from entity_relations p
         where p.type = ? and p.target_ref in (
           select target_ref from depended where type = ?
         )
     ) order by id`,
    [
      ...given.bindings,
      ...dependencyTypes,
      RELATION_PROVIDES_API,
      RELATION_CONSUMES_API,
    ],
  );
  return rows.map(row => row.id);
}

/**
 * Live entities whose `readiness/dependencies` may tell of one of the refs: they themselves, and
 * those that depend on them. One statement.
 *
 * @param knex - A knex instance.
 * @returns Keys, ascending.
 */
export async function selectDirectDependents(
  knex: Knex,
  options: { refs: readonly string[] },
): Promise<number[]> {
  const given = refSource(knex, options.refs);
  const rows = await rawRows<{ id: number }>(
    knex,
    `with changed (ref) as (${given.sql})
     select id from entities where removed_at is null and id in (
       select id from entities where ref in (select ref from changed)
       union select source_id from entity_relations
         where target_ref in (select ref from changed) and type in (?, ?)
     ) order by id`,
    [...given.bindings, ...dependencyTypes],
  );
  return rows.map(row => row.id);
}

function refSource(knex: Knex, refs: readonly string[]) {
  return rowSource(
    knex,
    'entities',
    ['ref'],
    refs.map(ref => ({ ref })),
  );
}
