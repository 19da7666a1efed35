/**
 * What the rows of a day have to be, compared with those that stand: only what differs is returned.
 */
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { CheckDaysRow, RollupDaysRow, StoredBoolean } from '../../tables';
import { endOfDay, teamOwnerSetsAsOf } from '../reading/closureAsOf';
import { readRows, sql, SqlFragment } from '../reading/SqlFragment';
import { jsonRows } from '../rows/jsonRows';

/** Rows of a day that differ from the open ones. */
export interface DayDifference<Row> {
  changed: Row[];
  /** Things that are not there any more, with sums of 0. */
  gone: Row[];
}

/** By how much the entities of an owner set with an outcome differ from the present. */
export interface OutcomeAdjustment {
  check_key: number;
  owner_set_id: number;
  outcome: string;
  count: number;
}

/** Weights are decimal numbers: what rounding leaves is no difference. */
const rounding = 1e-6;

const sumNames = [
  'passed',
  'known',
  'applicable',
  'entities',
  'with_target',
  'on_target',
] as const;
const outcomeNames = [
  'passed',
  'failed',
  'unknown',
  'errors',
  'exempt',
  'not_applicable',
] as const;

/**
 * Compares `rollup_days` with the end of a day. Organisation and teams are sums of movements up to it, systems
 * and domains of the entities that are in them now, and checks of `check_days`, which have to be written first.
 * One statement.
 *
 * @param trx - A transaction; the open rows are those of the day before, or of the day itself.
 * @param options - `day`: `YYYY-MM-DD`, UTC.
 */
export async function compareRollupDays(
  trx: Knex.Transaction,
  options: { scorecard: string; day: string },
): Promise<DayDifference<RollupDaysRow>> {
  const { scorecard, day } = options;
  const sums = list(sumNames, name => `sum(${name}) as ${name}`);
  const areaItem = plain(
    `case when area = '' then '' else 'area:' || area end`,
  );
  const weight = (index: 0 | 1 | 2) =>
    plain(
      databaseCapabilities(trx).client === 'pg'
        ? `(a.value ->> ${index})::double precision`
        : `json_extract(a.value, '$[${index}]')`,
    );
  const areas = plain(
    databaseCapabilities(trx).client === 'pg'
      ? 'json_each(p.areas::json)'
      : 'json_each(p.areas)',
  );
  const rows = await readRows<RollupDaysRow & { gone: StoredBoolean }>(
    trx,
    sql`
    with per_set as materialized (
      select owner_set_id, area, ${sums} from movements
      where scorecard = ${scorecard} and day <= ${day}
      group by owner_set_id, area
    ), placed as materialized (
      select e.system_ref, coalesce(e.domain_ref, y.domain_ref) as domain_ref,
        s.passed, s.known, s.applicable, s.areas,
        case when s.target_level > 0 then 1 else 0 end as with_target,
        case when s.target_level > 0 and s.on_target then 1 else 0 end as on_target
      from score_days s join entities e on e.id = s.entity_id
      left join entities y on y.ref = e.system_ref and y.removed_at is null
      where s.scorecard = ${scorecard} and s.day <= ${day}
        and (s.until_day is null or s.until_day > ${day}) and not s.in_grace
        and (e.system_ref is not null or e.domain_ref is not null)
    ), per_place as materialized (
      select system_ref, domain_ref, '' as item, sum(passed) as passed, sum(known) as known,
        sum(applicable) as applicable, count(*) as entities,
        sum(with_target) as with_target, sum(on_target) as on_target
      from placed group by system_ref, domain_ref
      union all
      select p.system_ref, p.domain_ref, 'area:' || a.key, sum(${weight(0)}),
        sum(${weight(1)}), sum(${weight(2)}),
        sum(case when ${weight(2)} > 0 then 1 else 0 end), 0, 0
      from placed p, ${areas} a group by p.system_ref, p.domain_ref, a.key
    ), wanted as materialized (
      select 'organisation' as scope, '' as scope_ref, ${areaItem} as item, ${sums}
      from per_set group by area
      union all
      select 'team', t.ancestor_ref, ${areaItem}, ${sums}
      from (${teamOwnerSetsAsOf({ at: endOfDay(day) })}) t
      join per_set p on p.owner_set_id = t.owner_set_id
      group by t.ancestor_ref, area
      union all
      select 'system', system_ref, item, ${sums} from per_place
      where system_ref is not null group by system_ref, item
      union all
      select 'domain', domain_ref, item, ${sums} from per_place
      where domain_ref is not null group by domain_ref, item
      union all
      select 'organisation', '', 'check:' || c.check_id, sum(d.passed),
        sum(d.passed + d.failed), sum(d.passed + d.failed + d.unknown + d.errors),
        sum(d.passed + d.failed + d.unknown + d.errors + d.exempt + d.not_applicable), 0, 0
      from check_days d join checks c on c.id = d.check_key
      where c.scorecard = ${scorecard} and d.until_day is null
      group by c.check_id
    )
    select w.scope, w.scope_ref, w.item, ${list(
      sumNames,
      name => `w.${name}`,
    )}, 0 as gone
    from wanted w left join rollup_days o on o.scorecard = ${scorecard}
      and o.scope = w.scope and o.scope_ref = w.scope_ref and o.item = w.item
      and o.until_day is null
    where w.entities > 0 and (o.day is null or ${differs(sumNames)})
    union all
    select o.scope, o.scope_ref, o.item, 0, 0, 0, 0, 0, 0, 1
    from rollup_days o left join wanted w on w.scope = o.scope
      and w.scope_ref = o.scope_ref and w.item = o.item and w.entities > 0
    where o.scorecard = ${scorecard} and o.until_day is null and w.scope is null`,
  );
  return separate(
    rows.map(({ gone, ...row }) => ({
      gone,
      row: {
        ...numbers(row, sumNames),
        scope: row.scope,
        scope_ref: row.scope_ref,
        item: row.item,
        scorecard,
        day,
        until_day: null,
      },
    })),
  );
}

/**
 * Compares `check_days` with the end of a day: the counters of all versions of the scorecard and what
 * differed from them then. One statement.
 *
 * @param trx - A transaction; the open rows are those of the day before, or of the day itself.
 * @param options - `adjustments`: from the present to the end of the day; none for today.
 */
export async function compareCheckDays(
  trx: Knex.Transaction,
  options: {
    scorecard: string;
    day: string;
    adjustments: readonly OutcomeAdjustment[];
  },
): Promise<DayDifference<CheckDaysRow>> {
  const { scorecard, day, adjustments } = options;
  const given = jsonRows(
    trx,
    {
      check_key: 'integer',
      owner_set_id: 'integer',
      outcome: 'text',
      count: 'integer',
    },
    adjustments,
  );
  const outcomes = [
    'pass',
    'fail',
    'unknown',
    'error',
    'exempt',
    'not-applicable',
  ];
  const counted = plain(
    outcomeNames
      .map(
        (name, index) =>
          `sum(case when outcome = '${outcomes[index]}' then count else 0 end) as ${name}`,
      )
      .join(', '),
  );
  const rows = await readRows<CheckDaysRow & { gone: StoredBoolean }>(
    trx,
    sql`
    with wanted as materialized (
      select check_key, owner_set_id, ${counted}
      from (
        select check_key, owner_set_id, outcome, count from rollup_counts
        where count <> 0 and definition_id in (
          select id from definitions where kind = 'Scorecard' and name = ${scorecard})
        union all
        select check_key, owner_set_id, outcome, count from ${given}
      ) counts
      group by check_key, owner_set_id having sum(count) > 0
    )
    select w.check_key, w.owner_set_id, ${list(
      outcomeNames,
      name => `w.${name}`,
    )}, 0 as gone
    from wanted w left join check_days o on o.check_key = w.check_key
      and o.owner_set_id = w.owner_set_id and o.until_day is null
    where o.day is null or ${differs(outcomeNames)}
    union all
    select o.check_key, o.owner_set_id, 0, 0, 0, 0, 0, 0, 1
    from check_days o join checks c on c.id = o.check_key
    left join wanted w on w.check_key = o.check_key and w.owner_set_id = o.owner_set_id
    where c.scorecard = ${scorecard} and o.until_day is null and w.check_key is null`,
  );
  return separate(
    rows.map(({ gone, ...row }) => ({
      gone,
      row: {
        ...numbers(row, outcomeNames),
        check_key: row.check_key,
        owner_set_id: row.owner_set_id,
        day,
        until_day: null,
      },
    })),
  );
}

function plain(text: string): SqlFragment {
  return { sql: text, bindings: [] };
}

function list<Name extends string>(
  names: readonly Name[],
  write: (name: Name) => string,
): SqlFragment {
  return plain(names.map(write).join(', '));
}

function differs(names: readonly string[]): SqlFragment {
  return plain(
    `(${names
      .map(name => `abs(o.${name} - w.${name}) > ${rounding}`)
      .join(' or ')})`,
  );
}

/** Sums of integers are texts to the PostgreSQL driver. Rounded as movements are. */
function numbers<Name extends string>(
  row: Readonly<Record<Name, unknown>>,
  names: readonly Name[],
): Record<Name, number> {
  return Object.fromEntries(
    names.map(name => [name, Math.round(Number(row[name]) * 1e9) / 1e9]),
  ) as Record<Name, number>;
}

function separate<Row>(
  rows: ReadonlyArray<{ gone: StoredBoolean; row: Row }>,
): DayDifference<Row> {
  return {
    changed: rows.flatMap(({ gone, row }) => (gone ? [] : [row])),
    gone: rows.flatMap(({ gone, row }) => (gone ? [row] : [])),
  };
}
