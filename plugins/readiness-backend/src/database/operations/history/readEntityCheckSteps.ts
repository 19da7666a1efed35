/**
 * Outcomes of a check, day by day and by owner set, entity by entity.
 *
 * Outcomes of entities are not kept by day: what it was at a moment is what the first transition after it says that
 * it was before or, where there is none, what it is now. Whether the entity counted on a day, and for whom, is in
 * `score_days`. Hence the sums change
 *
 * - with the first day of a row: by the outcome at the end of that day;
 * - with the day on which a row does not stand any more: by the outcome that it had when that day began;
 * - with a transition on a day between them: from the one outcome to the other.
 *
 * Everything is looked up by index for each row: left to itself, a planner that knows nothing of the tables yet
 * compares each transition with each row.
 */
import { OutcomeCounts } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { allOf, readRows, sql, SqlFragment } from '../reading/SqlFragment';
import {
  dayOf,
  Days,
  HistorySelection,
  isSelected,
  lastMoment,
} from './HistorySelection';
import { OutcomeStep } from './readCheckSteps';

const columns: Readonly<Record<string, keyof OutcomeCounts>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'notApplicable',
  exempt: 'exempt',
  error: 'error',
};

/** Reads them. One statement. */
export async function readEntityCheckSteps(
  knex: Knex,
  options: HistorySelection & {
    scorecard: string;
    /** The active version. */
    definitionId: number;
    checkKey: number;
    /** It is asked now: else nothing has an outcome, though no other one is stored. */
    isActive: boolean;
    days: Days;
  },
): Promise<OutcomeStep[]> {
  const { days, scorecard, checkKey } = options;
  const firstDay = sql`case when r.day < ${days.from} then ${days.from} else r.day end`;
  const counts = allOf([
    sql`r.scorecard = ${scorecard}`,
    sql`not r.in_grace`,
    sql`r.day <= ${days.to}`,
    sql`r.until_day is null or r.until_day > ${days.from}`,
    isSelected(options, {
      entityId: sql`r.entity_id`,
      ownerSetId: sql`r.owner_set_id`,
    }),
  ]);
  const outcome = (from: SqlFragment) => outcomeAt(options, from);
  const changes = sql`
    select t.entity_id, t.from_outcome, t.to_outcome, ${dayOf(
      knex,
      sql`t.at`,
    )} as day, (
        select r.owner_set_id from score_days r
        where r.entity_id = t.entity_id and ${counts}
          and r.day < ${dayOf(knex, sql`t.at`)}
          and (r.until_day is null or r.until_day > ${dayOf(knex, sql`t.at`)})
        limit 1) as owner_set_id
    from transitions t
    where t.check_key = ${checkKey} and t.at > ${lastMoment(days.from)}
      and t.at <= ${lastMoment(days.to)}
      and ${isSelected(
        { ...options, team: undefined },
        { entityId: sql`t.entity_id`, ownerSetId: sql`t.owner_set_id` },
      )}`;
  const rows = await readRows<{
    owner_set_id: number;
    outcome: string;
    step: string;
    change: number | string;
  }>(
    knex,
    sql`
      select owner_set_id, outcome, step, sum(change) as change
      from (
        select r.owner_set_id, ${outcome(
          startAfter(knex, firstDay),
        )} as outcome, ${firstDay} as step, 1 as change
        from score_days r where ${counts}
        union all
        select r.owner_set_id, ${outcome(
          startOf(knex, sql`r.until_day`),
        )}, r.until_day, -1
        from score_days r where r.until_day <= ${days.to} and ${counts}
        union all
        select owner_set_id, from_outcome, day, -1 from (${changes}) c
        union all
        select owner_set_id, to_outcome, day, 1 from (${changes}) c
      ) steps
      where owner_set_id is not null and outcome is not null and outcome <> ''
      group by owner_set_id, outcome, step`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    day: row.step,
    counts: {
      pass: 0,
      fail: 0,
      unknown: 0,
      notApplicable: 0,
      exempt: 0,
      error: 0,
      [columns[row.outcome]]: Number(row.change),
    },
  }));
}

/**
 * The outcome of the entity of `r` at a moment (epoch ms); '' for none. By the sign SQLite, which does not know how many
 * transitions a check has, looks up those of the entity.
 */
function outcomeAt(
  options: { definitionId: number; checkKey: number; isActive: boolean },
  moment: SqlFragment,
): SqlFragment {
  const { definitionId, checkKey, isActive } = options;
  return sql`coalesce((
      select coalesce(t.from_outcome, '') from transitions t
      where t.entity_id = r.entity_id and +t.check_key = ${checkKey} and t.at >= ${moment}
      order by t.at, t.id limit 1
    ), (
      select n.outcome from non_pass_results n
      where n.definition_id = ${definitionId} and n.check_key = ${checkKey}
        and n.entity_id = r.entity_id
    ), (
      select 'pass' from scores s
      where s.entity_id = r.entity_id and s.definition_id = ${definitionId}
        and ${isActive ? sql`true` : sql`false`}
    ), '')`;
}

/** The first moment of a day, in epoch ms. */
function startOf(knex: Knex, day: SqlFragment): SqlFragment {
  return databaseCapabilities(knex).client === 'pg'
    ? sql`(extract(epoch from (${day})::date) * 1000)::bigint`
    : sql`(cast(strftime('%s', ${day}) as integer) * 1000)`;
}

/** The first moment of the day after. */
function startAfter(knex: Knex, day: SqlFragment): SqlFragment {
  return sql`(${startOf(knex, day)} + 86400000)`;
}
