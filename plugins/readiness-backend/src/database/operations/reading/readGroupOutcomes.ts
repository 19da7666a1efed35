import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { idSet, textSet } from '../bulk';
import {
  groupColumn,
  GroupColumn,
  GroupKey,
  ScoreGrouping,
} from './ScoreGrouping';
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
  /** Active checks that count: of these together. */
  checkKeys: readonly number[];
  /** Active checks of which failures are wanted one by one, whether they count or not. */
  singleKeys: readonly number[];
}

/**
 * Counts the outcomes of some groups, without entities in grace: from the
 * counters where they know enough, else from the entities themselves. One statement.
 *
 * Every entity with a score has an answer to each active check, so that what is
 * not among the other outcomes is a pass.
 */
export async function readGroupOutcomes(
  knex: Knex,
  options: GroupOutcomeSelection,
): Promise<GroupOutcome[]> {
  const { by, groups } = options;
  if (groups.length === 0) {
    return [];
  }
  const counts = by === 'ownerSet' && readsCounters(options);
  const rows = await readRows<{
    key: GroupKey;
    check_key: number;
    outcome: string;
    count: StoredNumber;
  }>(knex, counts ? fromCounters(knex, options) : fromScores(knex, options));
  const outcomes = rows.map(row => ({
    key: row.key,
    checkKey: row.check_key === 0 ? null : row.check_key,
    outcome: row.outcome,
    count: Number(row.count),
  }));
  return counts ? outcomes : addPasses(outcomes, options.checkKeys.length);
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

function fromCounters(knex: Knex, options: GroupOutcomeSelection): SqlFragment {
  const condition = allOf([
    counterCondition(options),
    isWanted(knex, sql`r.owner_set_id`, options),
  ]);
  return sql`
    select r.owner_set_id as key, 0 as check_key, r.outcome, sum(r.count) as count
    from rollup_counts r
    where r.count <> 0 and ${condition}
      and ${idSet(knex, 'r.check_key', options.checkKeys)}
    group by r.owner_set_id, r.outcome
    union all
    select r.owner_set_id as key, r.check_key, r.outcome, r.count
    from rollup_counts r
    where r.count <> 0 and r.outcome = 'fail' and ${condition}
      and ${idSet(knex, 'r.check_key', options.singleKeys)}`;
}

function fromScores(knex: Knex, options: GroupOutcomeSelection): SqlFragment {
  const group: GroupColumn = groupColumn(options.by, options.visibility);
  return sql`
    with chosen as (
      select * from (
        select s.entity_id, s.definition_id, ${group.column} as key
        from scores s ${group.join}
        where not s.in_grace and ${scoreCondition(options)}
      ) g
      where ${isWanted(knex, sql`g.key`, options)}
    ), others as (
      select c.key, n.check_key, n.outcome, count(*) as count
      from chosen c
      join non_pass_results n
        on n.entity_id = c.entity_id and n.definition_id = c.definition_id
      where ${idSet(knex, 'n.check_key', [
        ...new Set([...options.checkKeys, ...options.singleKeys]),
      ])}
      group by c.key, n.check_key, n.outcome
    )
    select key, 0 as check_key, outcome, sum(count) as count from others
    where ${idSet(knex, 'check_key', options.checkKeys)}
    group by key, outcome
    union all
    select key, check_key, outcome, count from others
    where outcome = 'fail' and ${idSet(knex, 'check_key', options.singleKeys)}
    union all
    select key, 0 as check_key, 'all' as outcome, count(*) as count
    from chosen group by key`;
}

function addPasses(rows: GroupOutcome[], checks: number): GroupOutcome[] {
  const others = rows.filter(row => row.outcome !== 'all');
  const notPassed = new Map<GroupKey, number>();
  for (const { key, checkKey, count } of others) {
    if (checkKey === null) {
      notPassed.set(key, (notPassed.get(key) ?? 0) + count);
    }
  }
  return [
    ...others,
    ...rows
      .filter(row => row.outcome === 'all')
      .map(row => ({
        ...row,
        outcome: 'pass',
        count: row.count * checks - (notPassed.get(row.key) ?? 0),
      })),
  ];
}
