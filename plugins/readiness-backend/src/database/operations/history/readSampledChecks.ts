/**
 * Outcomes of all checks of some scorecards on a few days that are over.
 *
 * For who sees everything they are kept. For others they are counted from entities, as in `readEntityCheckSteps`, but all
 * checks at once: an outcome is what the first transition after the day says that it was before or, where there
 * is none, what it is now. So what is now is counted on all days on which its entity counted, and each transition
 * corrects the days between the one before and itself.
 */
import { Knex } from 'knex';
import { idSet, textSet } from '../bulk';
import { allOf, readRows, sql, SqlFragment } from '../reading/SqlFragment';
import { jsonRows } from '../rows/jsonRows';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { lastMoment } from './HistorySelection';
import { bitsBeforeTime, bitsOfRow, daysOfBits } from './sampledDays';

/** Days of which there are snapshots of a scorecard. */
export interface SnapshotDay {
  scorecard: string;
  day: string;
}

/** Reads them, in order: one statement. */
export function readSnapshotDays(
  knex: Knex,
  options: { scorecards: readonly string[]; from: string; to: string },
): Promise<SnapshotDay[]> {
  return readRows(
    knex,
    sql`
      select d.scorecard, d.day from snapshot_days d
      where ${textSet(knex, 'd.scorecard', options.scorecards)}
        and d.day >= ${options.from} and d.day <= ${options.to}
      order by d.day`,
  );
}

/** How a check stood on a day. */
export interface SampledShare {
  scorecard: string;
  checkId: string;
  day: string;
  passed: number;
  applicable: number;
}

/**
 * Reads the shares that are kept, of all entities: one statement.
 *
 * @param options - `days`: in order, at least one and at most 30
 */
export async function readSampledShares(
  knex: Knex,
  options: { scorecards: readonly string[]; days: readonly string[] },
): Promise<SampledShare[]> {
  const { days } = options;
  const rows = await readRows<{
    scorecard: string;
    item: string;
    passed: number;
    applicable: number;
    bits: number | string;
  }>(
    knex,
    sql`
      select r.scorecard, r.item, r.passed, r.applicable, ${bitsOfRow(
        days,
      )} as bits
      from rollup_days r
      where r.scope = 'organisation' and r.scope_ref = ''
        and ${textSet(knex, 'r.scorecard', options.scorecards)}
        and r.item like 'check:%' and ${stoodWithin(days)}`,
  );
  return rows.flatMap(({ scorecard, item, passed, applicable, bits }) =>
    daysOfBits(days, Number(bits)).map(day => ({
      scorecard,
      checkId: item.slice('check:'.length),
      day,
      passed: Number(passed),
      applicable: Number(applicable),
    })),
  );
}

/** By how many an outcome of a check was more, or less, on some days. */
export interface SampledOutcome {
  /** Key of a check; the name of a scorecard: of each of its checks. */
  check: number | string;
  outcome: string;
  days: string[];
  count: number;
}

/** A scorecard of which outcomes are counted. */
export interface SampledScorecard {
  name: string;
  /** The active version. */
  definitionId: number;
  /** Of the checks that are asked now. */
  checkKeys: number[];
}

/**
 * Counts outcomes, entity by entity: one statement.
 *
 * @param options - `scorecards`: at least one; `days`: in order, at least one and at most 30
 */
export async function readSampledOutcomes(
  knex: Knex,
  options: {
    visibility: EntityVisibility;
    scorecards: readonly SampledScorecard[];
    days: readonly string[];
  },
): Promise<SampledOutcome[]> {
  const { visibility, scorecards, days } = options;
  const names = scorecards.map(({ name }) => name);
  const before = (time: SqlFragment) => bitsBeforeTime(days, time);
  const keys = scorecards.flatMap(({ definitionId, checkKeys }) =>
    checkKeys.map(key => ({ check_key: key, definition_id: definitionId })),
  );
  const asked = jsonRows(
    knex,
    { check_key: 'integer', definition_id: 'integer' },
    keys,
  );
  const isAsked = (column: string) =>
    idSet(
      knex,
      column,
      keys.map(({ check_key }) => check_key),
    );
  // With the version from the start: by a join with it PostgreSQL expects a two-hundredth of the entities, and looks
  // each of them up by itself.
  const counted = sql`
    select r.entity_id, ${versionOf(scorecards)} as definition_id,
      sum(${bitsOfRow(days)}) as bits
    from score_days r
    where ${textSet(knex, 'r.scorecard', names)} and not r.in_grace
      and ${stoodWithin(days)} and ${isVisible(visibility, sql`r.entity_id`)}
    group by r.entity_id, r.scorecard`;
  const changes = sql`
    select t.entity_id, given.definition_id, t.check_key, t.from_outcome, t.at,
      lag(t.at) over (partition by t.entity_id, t.check_key order by t.at, t.id) as earlier
    from transitions t
    join given on given.check_key = t.check_key
    where t.at > ${lastMoment(days[0])} and ${isAsked('t.check_key')}
      and ${isVisible(visibility, sql`t.entity_id`)}`;
  const rows = await readRows<{
    definition_id: number | null;
    check_key: number | null;
    more: string | null;
    less: string | null;
    bits: number | string;
    count: number | string;
  }>(
    knex,
    sql`
      with given as materialized (select * from ${asked}),
        counted as materialized (${counted}), changes as (${changes})
      select c.definition_id, null as check_key, 'pass' as more, null as less, c.bits,
        count(*) as count
      from counted c
      join scores s on s.entity_id = c.entity_id and s.definition_id = c.definition_id
      group by c.definition_id, c.bits
      union all
      select null, n.check_key, n.outcome, 'pass', c.bits, count(*)
      from counted c
      join non_pass_results n on n.entity_id = c.entity_id
        and n.definition_id = c.definition_id
      where ${isAsked('n.check_key')}
      group by n.check_key, n.outcome, c.bits
      union all
      select null, x.check_key, x.was, x.present, x.bits, count(*)
      from (
        select t.check_key, t.from_outcome as was,
          coalesce(n.outcome, case when s.entity_id is null then null else 'pass' end) as present,
          c.bits & (${before(sql`t.at`)} - ${before(sql`t.earlier`)}) as bits
        from changes t
        join counted c on c.entity_id = t.entity_id
          and c.definition_id = t.definition_id
        left join scores s on s.entity_id = t.entity_id
          and s.definition_id = t.definition_id
        left join non_pass_results n on n.entity_id = t.entity_id
          and n.definition_id = t.definition_id and n.check_key = t.check_key
      ) x
      where x.bits <> 0
      group by x.check_key, x.present, x.was, x.bits`,
  );
  const nameOf = new Map(
    scorecards.map(({ name, definitionId }) => [definitionId, name]),
  );
  return rows.flatMap(row => {
    const check = row.check_key ?? nameOf.get(Number(row.definition_id)) ?? '';
    const shared = { check, days: daysOfBits(days, Number(row.bits)) };
    const count = Number(row.count);
    return [
      ...(row.more === null ? [] : [{ ...shared, outcome: row.more, count }]),
      ...(row.less === null
        ? []
        : [{ ...shared, outcome: row.less, count: -count }]),
    ];
  });
}

/** The version that is asked now of the scorecard of a row `r`. */
function versionOf(scorecards: readonly SampledScorecard[]): SqlFragment {
  const cases = scorecards.reduce(
    (before, { name, definitionId }) =>
      sql`${before} when ${name} then cast(${definitionId} as integer)`,
    sql``,
  );
  return sql`case r.scorecard${cases} end`;
}

function stoodWithin(days: readonly string[]): SqlFragment {
  return allOf([
    sql`r.day <= ${days[days.length - 1]}`,
    sql`r.until_day is null or r.until_day > ${days[0]}`,
  ]);
}
