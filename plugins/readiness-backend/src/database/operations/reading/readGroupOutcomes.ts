import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { idSet, textSet } from '../bulk';
import { groupColumn, GroupKey, ScoreGrouping } from './ScoreGrouping';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { allOf, readRows, sql, SqlFragment } from './SqlFragment';

/** How many results of a group have an outcome. */
export interface GroupOutcome {
  key: GroupKey;
  /** Null: of all checks that count together. */
  checkKey: number | null;
  outcome: string;
  count: number;
}

/** Which outcomes are counted, of which groups. */
export interface GroupOutcomeSelection extends ScoreSelection {
  by: ScoreGrouping;
  /** Those that are wanted. */
  groups: readonly GroupKey[];
  /** Active checks that count. */
  checkKeys: readonly number[];
  /** Active checks of which failures are wanted one by one, whether they count or not. */
  singleKeys: readonly number[];
}

/** Columns of the statement, each with its outcome; `scores` has them with `_count` behind. */
const outcomeColumns = [
  ['pass', 'pass'],
  ['fail', 'fail'],
  ['unknown', 'unknown'],
  ['not_applicable', 'not-applicable'],
  ['exempt', 'exempt'],
  ['error', 'error'],
] as const;

/** A row of the statement: sums by outcome. */
type OutcomeRow = {
  key: GroupKey;
  /** 0: of all checks that count together; else only failures are counted. */
  check_key: number;
} & Record<(typeof outcomeColumns)[number][0], StoredNumber>;

/**
 * Counts the outcomes of some groups, without entities in grace: from the
 * counters where they know enough, else from the entities themselves. One statement.
 */
export async function readGroupOutcomes(
  knex: Knex,
  options: GroupOutcomeSelection,
): Promise<GroupOutcome[]> {
  if (options.groups.length === 0) {
    return [];
  }
  const isCounted = options.by === 'ownerSet' && readsCounters(options);
  const rows = await readRows<OutcomeRow>(
    knex,
    isCounted ? fromCounters(knex, options) : fromScores(knex, options),
  );
  return rows.flatMap(row =>
    outcomeColumns
      .filter(([column]) => Number(row[column]) > 0)
      .map(([column, outcome]) => ({
        key: row.key,
        checkKey: row.check_key === 0 ? null : row.check_key,
        outcome,
        count: Number(row[column]),
      })),
  );
}

function isWanted(
  knex: Knex,
  column: SqlFragment,
  { by, groups }: GroupOutcomeSelection,
): SqlFragment {
  if (by === 'ownerSet') {
    const ids = groups.filter((key): key is number => typeof key === 'number');
    return idSet(knex, column.sql, ids);
  }
  const texts = groups.filter((key): key is string => typeof key === 'string');
  const among = textSet(knex, column.sql, texts);
  return groups.includes(null) ? sql`(${column} is null or ${among})` : among;
}

/** One sum for each outcome, named after its column. */
function sums(sumOf: (column: string, outcome: string) => string): SqlFragment {
  return {
    sql: outcomeColumns
      .map(([column, outcome]) => `sum(${sumOf(column, outcome)}) as ${column}`)
      .join(', '),
    bindings: [],
  };
}

function fromCounters(knex: Knex, options: GroupOutcomeSelection): SqlFragment {
  const condition = allOf([
    sql`r.count <> 0`,
    counterCondition(options),
    isWanted(knex, sql`r.owner_set_id`, options),
  ]);
  return sql`
    select r.owner_set_id as key, 0 as check_key, ${sums(
      (_, outcome) =>
        `case when r.outcome = '${outcome}' then r.count else 0 end`,
    )}
    from rollup_counts r
    where ${condition} and ${idSet(knex, 'r.check_key', options.checkKeys)}
    group by r.owner_set_id
    union all
    select r.owner_set_id as key, r.check_key, 0, r.count, 0, 0, 0, 0
    from rollup_counts r
    where ${condition} and r.outcome = 'fail'
      and ${idSet(knex, 'r.check_key', options.singleKeys)}`;
}

function fromScores(knex: Knex, options: GroupOutcomeSelection): SqlFragment {
  const group = groupColumn(options.by, options.visibility);
  return sql`
    with chosen as materialized (
      select * from (
        select s.entity_id, s.definition_id, s.pass_count, s.fail_count,
          s.unknown_count, s.not_applicable_count, s.exempt_count,
          s.error_count, ${group.column} as key
        from scores s ${group.join}
        where not s.in_grace and ${scoreCondition(options)}
      ) g
      where ${isWanted(knex, sql`g.key`, options)}
    )
    select key, 0 as check_key, ${sums(column => `${column}_count`)}
    from chosen group by key
    union all
    select c.key, n.check_key, 0, count(*), 0, 0, 0, 0
    from chosen c
    join non_pass_results n
      on n.entity_id = c.entity_id and n.definition_id = c.definition_id
    where n.outcome = 'fail'
      and ${idSet(knex, 'n.check_key', options.singleKeys)}
    group by c.key, n.check_key`;
}
