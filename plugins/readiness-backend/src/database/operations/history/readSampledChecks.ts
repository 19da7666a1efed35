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
import { isOneUnguessed } from '../reading/unguessed';
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

/**
 * Counts outcomes, entity by entity: one statement.
 *
 * @param options - `checkKeys`: those that are asked now; `days`: in order, at least one and at most 30
 */
export async function readSampledOutcomes(
  knex: Knex,
  options: {
    visibility: EntityVisibility;
    scorecards: ReadonlyArray<{ name: string; definitionId: number }>;
    checkKeys: readonly number[];
    days: readonly string[];
  },
): Promise<SampledOutcome[]> {
  const { visibility, scorecards, days } = options;
  const names = scorecards.map(({ name }) => name);
  const ids = scorecards.map(({ definitionId }) => definitionId);
  const before = (time: SqlFragment) => bitsBeforeTime(days, time);
  const counted = sql`
    select r.entity_id, r.scorecard, sum(${bitsOfRow(days)}) as bits
    from score_days r
    where ${textSet(knex, 'r.scorecard', names)} and not r.in_grace
      and ${stoodWithin(days)} and ${isVisible(visibility, sql`r.entity_id`)}
    group by r.entity_id, r.scorecard`;
  const changes = sql`
    select t.entity_id, t.check_key, t.from_outcome, t.at,
      lag(t.at) over (partition by t.entity_id, t.check_key order by t.at, t.id) as earlier
    from transitions t
    where t.at > ${lastMoment(days[0])}
      and ${idSet(knex, 't.check_key', options.checkKeys)}
      and ${isVisible(visibility, sql`t.entity_id`)}`;
  const rows = await readRows<{
    scorecard: string | null;
    check_key: number | null;
    more: string | null;
    less: string | null;
    bits: number | string;
    count: number | string;
  }>(
    knex,
    sql`
      with counted as (${counted}), changes as (${changes})
      select c.scorecard, null as check_key, 'pass' as more, null as less, c.bits,
        count(*) as count
      from counted c
      join definitions d on d.name = c.scorecard and ${isOneUnguessed(
        sql`d.id`,
        ids,
      )}
      join scores s on s.entity_id = c.entity_id and s.definition_id = d.id
      group by c.scorecard, c.bits
      union all
      select null, n.check_key, n.outcome, 'pass', c.bits, count(*)
      from counted c
      join definitions d on d.name = c.scorecard and ${isOneUnguessed(
        sql`d.id`,
        ids,
      )}
      join non_pass_results n on n.entity_id = c.entity_id and n.definition_id = d.id
      where ${idSet(knex, 'n.check_key', options.checkKeys)}
      group by n.check_key, n.outcome, c.bits
      union all
      select null, x.check_key, x.was, x.present, x.bits, count(*)
      from (
        select t.check_key, t.from_outcome as was,
          coalesce(n.outcome, case when s.entity_id is null then null else 'pass' end) as present,
          c.bits & (${before(sql`t.at`)} - ${before(sql`t.earlier`)}) as bits
        from changes t
        join checks k on k.id = t.check_key
        join counted c on c.entity_id = t.entity_id and c.scorecard = k.scorecard
        join definitions d on d.name = c.scorecard and ${isOneUnguessed(
          sql`d.id`,
          ids,
        )}
        left join scores s on s.entity_id = t.entity_id and s.definition_id = d.id
        left join non_pass_results n on n.entity_id = t.entity_id
          and n.definition_id = d.id and n.check_key = t.check_key
      ) x
      where x.bits <> 0
      group by x.check_key, x.present, x.was, x.bits`,
  );
  return rows.flatMap(row => {
    const check = row.check_key ?? row.scorecard ?? '';
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

function stoodWithin(days: readonly string[]): SqlFragment {
  return allOf([
    sql`r.day <= ${days[days.length - 1]}`,
    sql`r.until_day is null or r.until_day > ${days[0]}`,
  ]);
}
