/**
 * Outcomes of a check, day by day and by owner set: from the snapshots of owner sets where these are enough, else
 * entity by entity.
 *
 * Outcomes of entities are not kept by day: the outcome at the end of a day is the present one, with all later
 * transitions taken back. Whether the entity counted on that day, and for whom, is in `score_days`.
 */
import { Knex } from 'knex';
import { OutcomeCounts } from '@team-readiness/backstage-plugin-readiness-common';
import { allOf, readRows, sql } from '../reading/SqlFragment';
import {
  dayOf,
  Days,
  everOwnedBy,
  HistorySelection,
  isSelected,
  lastMoment,
} from './HistorySelection';

/** By how much the outcomes of an owner set changed with a day. */
export interface OutcomeStep {
  ownerSetId: number;
  day: string;
  counts: OutcomeCounts;
}

type Row = Record<string, string | number>;

/** Reads the snapshots of owner sets. One statement. */
export async function readCheckSteps(
  knex: Knex,
  options: { checkKey: number; team?: string; days: Days },
): Promise<OutcomeStep[]> {
  const { days, team } = options;
  const condition = allOf([
    sql`r.check_key = ${options.checkKey}`,
    sql`r.day <= ${days.to}`,
    sql`r.until_day is null or r.until_day > ${days.from}`,
    ...(team === undefined ? [] : [everOwnedBy(team, sql`r.owner_set_id`)]),
  ]);
  const rows = await readRows<Row>(
    knex,
    sql`
      select r.owner_set_id, r.day as step, r.passed, r.failed, r.unknown, r.errors,
        r.exempt, r.not_applicable
      from check_days r where ${condition}
      union all
      select r.owner_set_id, r.until_day as step, -r.passed, -r.failed, -r.unknown,
        -r.errors, -r.exempt, -r.not_applicable
      from check_days r where r.until_day <= ${days.to} and ${condition}`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    day: clip(String(row.step), days),
    counts: {
      pass: Number(row.passed),
      fail: Number(row.failed),
      unknown: Number(row.unknown),
      notApplicable: Number(row.not_applicable),
      exempt: Number(row.exempt),
      error: Number(row.errors),
    },
  }));
}

const columns: Readonly<Record<string, keyof OutcomeCounts>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'notApplicable',
  exempt: 'exempt',
  error: 'error',
};

/** Reads entities. One statement. */
export async function readEntityCheckSteps(
  knex: Knex,
  options: HistorySelection & {
    scorecard: string;
    definitionId: number;
    checkKey: number;
    days: Days;
  },
): Promise<OutcomeStep[]> {
  const { days } = options;
  const ofScores = isSelected(
    { ...options, team: undefined },
    { entityId: sql`s.entity_id`, ownerSetId: sql`s.owner_set_id` },
  );
  const ofTransitions = isSelected(
    { ...options, team: undefined },
    { entityId: sql`t.entity_id`, ownerSetId: sql`t.owner_set_id` },
  );
  const ofDays = isSelected(options, {
    entityId: sql`r.entity_id`,
    ownerSetId: sql`r.owner_set_id`,
  });
  // A segment is an outcome from a day until another one; '' is before all days.
  const rows = await readRows<Row>(
    knex,
    sql`
      with changes as (
        select t.entity_id, t.from_outcome, t.to_outcome, ${dayOf(
          knex,
          sql`t.at`,
        )} as day,
          row_number() over (partition by t.entity_id order by t.at, t.id) as place,
          lead(${dayOf(knex, sql`t.at`)}) over (
            partition by t.entity_id order by t.at, t.id) as next_day
        from transitions t
        where t.check_key = ${options.checkKey} and t.at > ${lastMoment(
      days.from,
    )} and ${ofTransitions}
      ),
      segments as (
        select entity_id, from_outcome as outcome, '' as day, day as until_day
        from changes where place = 1
        union all
        select entity_id, to_outcome, day, next_day from changes
        union all
        select s.entity_id, coalesce(n.outcome, 'pass'), '', null
        from scores s
        left join non_pass_results n on n.entity_id = s.entity_id
          and n.definition_id = s.definition_id and n.check_key = ${
            options.checkKey
          }
        where s.definition_id = ${options.definitionId}
          and s.entity_id not in (select entity_id from changes) and ${ofScores}
      ),
      pieces as (
        select r.owner_set_id, g.outcome,
          case when g.day > r.day then g.day else r.day end as day,
          case when g.until_day is null then r.until_day
            when r.until_day is null or g.until_day < r.until_day then g.until_day
            else r.until_day end as until_day
        from score_days r
        join segments g on g.entity_id = r.entity_id
        where r.scorecard = ${options.scorecard} and r.day <= ${days.to}
          and (r.until_day is null or r.until_day > ${days.from})
          and not r.in_grace and g.outcome is not null and ${ofDays}
      ),
      shown as (
        select owner_set_id, outcome,
          case when day < ${days.from} then ${days.from} else day end as day,
          until_day
        from pieces
        where (until_day is null or (day < until_day and until_day > ${
          days.from
        }))
          and day <= ${days.to}
      )
      select owner_set_id, outcome, day as step, count(*) as change
      from shown group by owner_set_id, outcome, day
      union all
      select owner_set_id, outcome, until_day as step, -count(*) as change
      from shown where until_day <= ${days.to}
      group by owner_set_id, outcome, until_day`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    day: String(row.step),
    counts: {
      pass: 0,
      fail: 0,
      unknown: 0,
      notApplicable: 0,
      exempt: 0,
      error: 0,
      [columns[String(row.outcome)]]: Number(row.change),
    },
  }));
}

function clip(day: string, days: Days): string {
  return day < days.from ? days.from : day;
}
