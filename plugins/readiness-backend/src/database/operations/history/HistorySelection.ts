import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { endOfDay } from '../reading/closureAsOf';
import { entityCondition } from '../reading/EntityFilter';
import { allOf, sql, SqlFragment } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';

/** Whose history is read, entity by entity. */
export interface HistorySelection {
  visibility: EntityVisibility;
  /** Ref of a group: only what it, or a group below it, ever owned. */
  team?: string;
  /** Refs, in lower case: entities that are in it now. */
  system?: string;
  domain?: string;
  /** In lower case: entities that have it now. */
  lifecycle?: string;
  /** 0 to 3; 0 is no tier: entities that have it now. */
  tier?: number;
  /** Only this one. */
  entityId?: number;
}

/** Days (UTC, `YYYY-MM-DD`), both included. */
export interface Days {
  from: string;
  to: string;
}

/** Does it pick entities by what they say of themselves? Sums of owner sets do not know that. */
export function picksByFields(selection: HistorySelection): boolean {
  const { system, domain, lifecycle, tier } = selection;
  return [system, domain, lifecycle, tier].some(value => value !== undefined);
}

/** The last millisecond of a day, in epoch ms. */
export function lastMoment(day: string): number {
  return endOfDay(day).getTime();
}

/**
 * The condition "this entity is selected".
 *
 * @param columns - that hold the keys of the entity and of its owner set
 */
export function isSelected(
  selection: HistorySelection,
  columns: { entityId: SqlFragment; ownerSetId: SqlFragment },
): SqlFragment {
  const { visibility, team, entityId, tier } = selection;
  const { system, domain, lifecycle } = selection;
  return allOf([
    ...(entityId === undefined ? [] : [sql`${columns.entityId} = ${entityId}`]),
    ...(picksByFields(selection)
      ? [
          sql`${columns.entityId} in (
            select e.id from entities e
            where ${allOf([
              entityCondition({ system, domain, lifecycle }, visibility),
              ...(tier === undefined
                ? []
                : [sql`coalesce(e.tier, 0) = ${tier}`]),
            ])})`,
        ]
      : []),
    ...(team === undefined ? [] : [everOwnedBy(team, columns.ownerSetId)]),
    isVisible(visibility, columns.entityId),
  ]);
}

/** The condition "the team, or one that was below it at any time, is among these owners". */
export function everOwnedBy(
  team: string,
  ownerSetId: SqlFragment,
): SqlFragment {
  return sql`${ownerSetId} in (
    select m.owner_set_id from owner_set_members m
    join group_closure_periods c on c.descendant_ref = m.owner_ref
    where c.ancestor_ref = ${team})`;
}

/** The UTC day of a column with epoch ms, as text. */
export function dayOf(
  knex: Knex | Knex.Transaction,
  column: SqlFragment,
): SqlFragment {
  return databaseCapabilities(knex).client === 'pg'
    ? sql`to_char(to_timestamp(${column} / 1000) at time zone 'UTC', 'YYYY-MM-DD')`
    : sql`strftime('%Y-%m-%d', ${column} / 1000, 'unixepoch')`;
}

/**
 * Weights of a row of `score_days` under the alias `r`: of all, or of one area. With an area,
 * numbers of entities are those of the scorecard as a whole.
 */
export function weightsOf(
  knex: Knex | Knex.Transaction,
  area: Area | undefined,
): { passed: SqlFragment; known: SqlFragment; applicable: SqlFragment } {
  if (area === undefined) {
    return {
      passed: sql`r.passed`,
      known: sql`r.known`,
      applicable: sql`r.applicable`,
    };
  }
  const pick = (index: 0 | 1 | 2) =>
    databaseCapabilities(knex).client === 'pg'
      ? sql`coalesce(((r.areas::json -> ${area}::text) ->> ${index}::int)::double precision, 0)`
      : sql`coalesce(json_extract(r.areas, ${`$."${area}"[${index}]`}), 0)`;
  return { passed: pick(0), known: pick(1), applicable: pick(2) };
}

/** Sums of rows of `score_days` under the alias `r`, as the columns of `SumColumns`. */
export function sumColumns(
  knex: Knex | Knex.Transaction,
  area: Area | undefined,
  sign: 1 | -1 = 1,
): SqlFragment {
  const weights = weightsOf(knex, area);
  const times = { sql: String(sign), bindings: [] };
  return sql`
    ${times} * sum(${weights.passed}) as passed,
    ${times} * sum(${weights.known}) as known,
    ${times} * sum(${weights.applicable}) as applicable,
    ${times} * count(*) as entities,
    ${times} * sum(case when r.target_level > 0 then 1 else 0 end) as with_target,
    ${times} * sum(case when r.target_level > 0 and r.on_target then 1 else 0 end) as on_target`;
}
