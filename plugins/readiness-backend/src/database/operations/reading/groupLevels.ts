import { Knex } from 'knex';
import { isVisible } from '../visibility/EntityVisibility';
import { isOwnedBy } from './ownerSets';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { readPackedRows, RowSet } from './readPackedRows';
import {
  GroupColumn,
  groupColumn,
  GroupKey,
  ScoreGrouping,
} from './ScoreGrouping';
import { sql, SqlFragment } from './SqlFragment';
import { unguessed } from './unguessed';

/** How many entities of a group stand where. */
export interface GroupLevel {
  key: GroupKey;
  /** Of entities that are hidden or in grace nothing else is told. */
  standing: 'counted' | 'in-grace' | 'hidden';
  /** 0: no tier. */
  tier: number;
  level: number;
  /** 0: no target. */
  targetLevel: number;
  onTarget: boolean;
  /** Coverage is 60 % or more. */
  enoughData: boolean;
  count: number;
}

/** A row of {@link groupLevelsRowSet}. */
export interface GroupLevelRow {
  key: GroupKey;
  standing: string;
  tier: number;
  level: number;
  target_level: number;
  on_target: number;
  enough_data: number;
  count: number | string;
}

/**
 * Counts entities by group, tier, level, target and coverage: from the counters
 * where they know enough, else from the entities themselves. Hidden entities are
 * counted whatever the filter, but for that by owner, since it must not tell more
 * of them.
 *
 * @param by - owner sets unless set
 */
export function groupLevelsRowSet(
  options: ScoreSelection,
  by: ScoreGrouping = 'ownerSet',
): RowSet {
  return {
    query:
      by === 'ownerSet' && readsCounters(options)
        ? fromCounters(options)
        : fromScores(options, by),
    columns: [
      'key',
      'standing',
      'tier',
      'level',
      'target_level',
      'on_target',
      'enough_data',
      'count',
    ],
  };
}

/** Reads a row of {@link groupLevelsRowSet}. */
export function toGroupLevel(row: GroupLevelRow): GroupLevel {
  return {
    key: row.key,
    // Made by our own statement.
    standing: row.standing as GroupLevel['standing'],
    tier: row.tier,
    level: row.level,
    targetLevel: row.target_level,
    onTarget: row.on_target === 1,
    enoughData: row.enough_data === 1,
    count: Number(row.count),
  };
}

/** Reads what {@link groupLevelsRowSet} selects. One statement. */
export async function readGroupLevels(
  knex: Knex,
  options: ScoreSelection & { by: ScoreGrouping },
): Promise<GroupLevel[]> {
  const rows = await readPackedRows<GroupLevelRow>(
    knex,
    groupLevelsRowSet(options, options.by),
  );
  return rows.map(toGroupLevel);
}

function counted(
  standing: 'in-grace' | 'hidden',
  group: GroupColumn,
  condition: SqlFragment,
): SqlFragment {
  const name: SqlFragment = { sql: `'${standing}'`, bindings: [] };
  return sql`
    select key, ${name} as standing, 0 as tier, 0 as level, 0 as target_level,
      0 as on_target, 0 as enough_data, count(*) as count
    from (
      select ${group.column} as key from scores s ${group.join} where ${condition}
    ) counted
    group by key`;
}

function inGrace(options: ScoreSelection, group: GroupColumn): SqlFragment {
  return counted(
    'in-grace',
    group,
    sql`s.in_grace and ${scoreCondition(options)}`,
  );
}

function fromCounters(options: ScoreSelection): SqlFragment {
  return sql`
    select r.owner_set_id as key, 'counted' as standing, r.tier, r.level,
      r.target_level, case when r.on_target then 1 else 0 end as on_target,
      case when r.enough_data then 1 else 0 end as enough_data, r.count
    from level_counts r
    where r.count <> 0 and ${counterCondition(options)}
    union all ${inGrace(options, groupColumn('ownerSet', options.visibility))}`;
}

function fromScores(options: ScoreSelection, by: ScoreGrouping): SqlFragment {
  const group = groupColumn(by, options.visibility);
  const visible = sql`
    select key, 'counted' as standing, tier, level, target_level,
      on_target, enough_data, count(*) as count
    from (
      select ${group.column} as key, s.tier, s.level,
        coalesce(s.target_level, 0) as target_level,
        case when s.on_target then 1 else 0 end as on_target,
        case when s.known >= 0.6 * s.applicable then 1 else 0 end as enough_data
      from scores s ${group.join}
      where not s.in_grace and ${scoreCondition(options)}
    ) counted
    group by key, tier, level, target_level, on_target, enough_data
    union all ${inGrace(options, group)}`;
  return options.visibility.kind === 'all'
    ? visible
    : sql`${visible} union all ${counted(
        'hidden',
        group,
        sql`s.definition_id = ${unguessed(options.definitionId)}
          and ${isOwnedBy(options.owner, sql`s.owner_set_id`)}
          and not ${isVisible(options.visibility, sql`s.entity_id`)}`,
      )}`;
}
