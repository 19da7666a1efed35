import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { allOf, sql, SqlFragment } from '../reading/SqlFragment';
import { unguessed } from '../reading/unguessed';
import {
  Days,
  everOwnedBy,
  HistorySelection,
  isSelected,
  weightsOf,
} from './HistorySelection';

/** Whose differences. */
export type DifferenceSelection = HistorySelection & {
  scorecard: string;
  /** The active version. */
  definitionId: number;
  area?: Area;
  days: Days;
  /** The last day is not over: it ends now. */
  isOpen: boolean;
  /** Of checks that count, in the area if there is one. */
  weights: ReadonlyArray<{ checkKey: number; weight: number }>;
};

const flags = sql`
  coalesce(r.target_level, 0) as target_level,
  case when r.target_level > 0 then 1 else 0 end as with_target,
  case when r.target_level > 0 and r.on_target then 1 else 0 end as on_target`;

/** Entities that counted at the end of a day. */
function rowsOf(
  knex: Knex,
  selection: DifferenceSelection,
  day: string,
): SqlFragment {
  const weights = weightsOf(knex, selection.area);
  return sql`
    select r.entity_id, r.owner_set_id, ${weights.passed} as passed,
      ${weights.known} as known, ${weights.applicable} as applicable, ${flags}
    from score_days r
    where ${allOf([
      sql`r.scorecard = ${selection.scorecard}`,
      sql`r.day <= ${day}`,
      sql`r.until_day is null or r.until_day > ${day}`,
      sql`not r.in_grace`,
      selected(selection),
    ])}`;
}

/** Entities that count now. */
function rowsNow(selection: DifferenceSelection): SqlFragment {
  const { area, definitionId } = selection;
  const condition = allOf([
    sql`r.definition_id = ${unguessed(definitionId)}`,
    sql`not r.in_grace`,
    selected(selection),
  ]);
  return area === undefined
    ? sql`
      select r.entity_id, r.owner_set_id, r.passed, r.known, r.applicable, ${flags}
      from scores r where ${condition}`
    : sql`
      select r.entity_id, r.owner_set_id, coalesce(a.passed, 0) as passed,
        coalesce(a.known, 0) as known, coalesce(a.applicable, 0) as applicable, ${flags}
      from scores r
      left join entity_area_scores a on a.entity_id = r.entity_id
        and a.definition_id = r.definition_id and a.area = ${area}
      where ${condition}`;
}

/**
 * Where it was on that day is not asked here: an entity may have left the team, or joined it. Both rows of all
 * that the team ever had are read, and of nothing else.
 */
function selected(selection: DifferenceSelection): SqlFragment {
  const { team, scorecard, definitionId } = selection;
  const condition = isSelected(
    { ...selection, team: undefined },
    { entityId: sql`r.entity_id`, ownerSetId: sql`r.owner_set_id` },
  );
  return team === undefined
    ? condition
    : allOf([
        condition,
        sql`r.entity_id in (
          select d.entity_id from score_days d
          where d.scorecard = ${scorecard} and ${everOwnedBy(
          team,
          sql`d.owner_set_id`,
        )}
          union
          select s.entity_id from scores s
          where s.definition_id = ${unguessed(definitionId)} and ${everOwnedBy(
          team,
          sql`s.owner_set_id`,
        )})`,
      ]);
}

/**
 * Selects of the entities that counted at the end of the first day, and of the last: key, owner set, weights, and
 * whether it had a target and was on it.
 */
export function scoreEnds(
  knex: Knex,
  selection: DifferenceSelection,
): { before: SqlFragment; after: SqlFragment } {
  const { days, isOpen } = selection;
  return {
    before:
      isOpen && days.from === days.to
        ? rowsNow(selection)
        : rowsOf(knex, selection, days.from),
    after: isOpen ? rowsNow(selection) : rowsOf(knex, selection, days.to),
  };
}
