import { isVisible } from '../visibility/EntityVisibility';
import { isOwnedBy } from './ownerSets';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { RowSet } from './readTogether';
import { sql, SqlFragment } from './SqlFragment';

/** How many entities of an owner set stand where. */
export interface OwnerSetLevel {
  ownerSetId: number;
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

/** A row of {@link ownerSetLevelsRowSet}. */
export interface OwnerSetLevelRow {
  owner_set_id: number;
  standing: string;
  tier: number;
  level: number;
  target_level: number;
  on_target: number;
  enough_data: number;
  count: number;
}

/**
 * Counts entities by owner set, tier, level, target and coverage: from the
 * counters where they know enough, else from the entities themselves. Hidden
 * entities are counted whatever their tier, since a filter must not tell it.
 */
export function ownerSetLevelsRowSet(options: ScoreSelection): RowSet {
  return {
    query: readsCounters(options) ? fromCounters(options) : fromScores(options),
    columns: [
      'owner_set_id',
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

/** Reads a row of {@link ownerSetLevelsRowSet}. */
export function toOwnerSetLevel(row: OwnerSetLevelRow): OwnerSetLevel {
  return {
    ownerSetId: row.owner_set_id,
    // Made by our own statement.
    standing: row.standing as OwnerSetLevel['standing'],
    tier: row.tier,
    level: row.level,
    targetLevel: row.target_level,
    onTarget: row.on_target === 1,
    enoughData: row.enough_data === 1,
    count: row.count,
  };
}

function inGrace(options: ScoreSelection): SqlFragment {
  return sql`
    select s.owner_set_id, 'in-grace' as standing, 0 as tier, 0 as level,
      0 as target_level, 0 as on_target, 0 as enough_data, count(*) as count
    from scores s
    where s.in_grace and ${scoreCondition(options)}
    group by s.owner_set_id`;
}

function fromCounters(options: ScoreSelection): SqlFragment {
  return sql`
    select r.owner_set_id, 'counted' as standing, r.tier, r.level, r.target_level,
      case when r.on_target then 1 else 0 end as on_target,
      case when r.enough_data then 1 else 0 end as enough_data, r.count
    from level_counts r
    where r.count <> 0 and ${counterCondition(options)}
    union all ${inGrace(options)}`;
}

function fromScores(options: ScoreSelection): SqlFragment {
  return sql`
    select owner_set_id, 'counted' as standing, tier, level, target_level,
      on_target, enough_data, count(*) as count
    from (
      select s.owner_set_id, s.tier, s.level,
        coalesce(s.target_level, 0) as target_level,
        case when s.on_target then 1 else 0 end as on_target,
        case when s.known >= 0.6 * s.applicable then 1 else 0 end as enough_data
      from scores s
      where not s.in_grace and ${scoreCondition(options)}
    ) counted
    group by owner_set_id, tier, level, target_level, on_target, enough_data
    union all ${inGrace(options)}
    union all
    select s.owner_set_id, 'hidden' as standing, 0, 0, 0, 0, 0, count(*)
    from scores s
    where s.definition_id = ${options.definitionId}
      and ${isOwnedBy(options.owner, sql`s.owner_set_id`)}
      and not ${isVisible(options.visibility, sql`s.entity_id`)}
    group by s.owner_set_id`;
}
