import { StoredBoolean, StoredNumber, TableColumns } from './TableColumns';

/** A result that changed. */
export interface TransitionsRow {
  id: number;
  entity_id: number;
  definition_id: number;
  check_key: number;
  from_outcome: string | null;
  to_outcome: string | null;
  at: StoredNumber;
  cause: string;
  owner_set_id: number;
  /** JSON: `[[collector, version before, version after]]`, of facts that changed and that the check reads; null: none. */
  fact_versions: string | null;
}

/** A level that changed; the first evaluation makes none. Each `from_level` is the `to_level` before it. */
export interface LevelTransitionsRow {
  id: StoredNumber;
  entity_id: number;
  /** The version of the scorecard under which it changed; its name is the same for all versions. */
  definition_id: number;
  from_level: number;
  /** Null: the scorecard asks nothing of the entity any more, or it is gone. The next one begins anew. */
  to_level: number | null;
  /** Start of the UTC hour of the evaluation. */
  at: StoredNumber;
  cause: string;
  /** Owners at that time. */
  owner_set_id: number;
}

/** By how much the sums of an owner set changed on a day, and why. Entities in grace are left out. */
export interface MovementsRow {
  scorecard: string;
  owner_set_id: number;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** A `MovementPart` of the API. */
  part: string;
  /** '' for the scorecard as a whole. */
  area: string;
  passed: number;
  known: number;
  applicable: number;
  /** Of an area: those to which something of it applies. */
  entities: number;
  /** 0 where the area is not '', as `on_target`. */
  with_target: number;
  on_target: number;
}

/** Where an entity stood from a day on, until it differed. */
export interface ScoreDaysRow {
  entity_id: number;
  scorecard: string;
  /** `YYYY-MM-DD`, UTC: the first day at whose end it stood there. */
  day: string;
  /** The first day at whose end it did not any more; null: still so. */
  until_day: string | null;
  owner_set_id: number;
  tier: number;
  level: number;
  target_level: number | null;
  on_target: StoredBoolean | null;
  fixes: number;
  passed: number;
  known: number;
  applicable: number;
  in_grace: StoredBoolean;
  /** JSON: `{ [area]: [passed, known, applicable] }`. */
  areas: string;
}

/** Outcomes of a check in an owner set from a day on, until they differed. */
export interface CheckDaysRow {
  check_key: number;
  owner_set_id: number;
  day: string;
  until_day: string | null;
  passed: number;
  failed: number;
  unknown: number;
  errors: number;
  exempt: number;
  not_applicable: number;
}

/** Sums from a day on, until they differed. */
export interface RollupDaysRow {
  /** `organisation`, `team`, `system` or `domain`. */
  scope: string;
  /** Ref, or '' for the organisation. */
  scope_ref: string;
  scorecard: string;
  /** '' for the scorecard as a whole, `area:<area>` or `check:<check>`. */
  item: string;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  passed: number;
  known: number;
  applicable: number;
  entities: number;
  on_target: number;
  with_target: number;
  /** The first day that differs; null: still so. */
  until_day: string | null;
}

/** A day of which there are snapshots of a scorecard. */
export interface SnapshotDaysRow {
  scorecard: string;
  day: string;
  taken_at: StoredNumber;
  /** Taken when the day was over. */
  complete: StoredBoolean;
}

/** Tables of how things went: transitions, movements, and what stood on which day. */
export interface HistoryTables {
  transitions: TransitionsRow;
  level_transitions: LevelTransitionsRow;
  movements: MovementsRow;
  score_days: ScoreDaysRow;
  check_days: CheckDaysRow;
  rollup_days: RollupDaysRow;
  snapshot_days: SnapshotDaysRow;
}

/** The columns of {@link HistoryTables}. */
export const historyColumns: TableColumns<HistoryTables> = {
  transitions: {
    id: 'bigint',
    entity_id: 'integer',
    definition_id: 'integer',
    check_key: 'integer',
    from_outcome: 'text',
    to_outcome: 'text',
    at: 'bigint',
    cause: 'text',
    owner_set_id: 'integer',
    fact_versions: 'text',
  },
  level_transitions: {
    id: 'bigint',
    entity_id: 'integer',
    definition_id: 'integer',
    from_level: 'integer',
    to_level: 'integer',
    at: 'bigint',
    cause: 'text',
    owner_set_id: 'integer',
  },
  movements: {
    scorecard: 'text',
    owner_set_id: 'integer',
    day: 'text',
    part: 'text',
    area: 'text',
    passed: 'double precision',
    known: 'double precision',
    applicable: 'double precision',
    entities: 'integer',
    with_target: 'integer',
    on_target: 'integer',
  },
  score_days: {
    entity_id: 'integer',
    scorecard: 'text',
    day: 'text',
    until_day: 'text',
    owner_set_id: 'integer',
    tier: 'integer',
    level: 'integer',
    target_level: 'integer',
    on_target: 'boolean',
    fixes: 'integer',
    passed: 'double precision',
    known: 'double precision',
    applicable: 'double precision',
    in_grace: 'boolean',
    areas: 'text',
  },
  check_days: {
    check_key: 'integer',
    owner_set_id: 'integer',
    day: 'text',
    until_day: 'text',
    passed: 'integer',
    failed: 'integer',
    unknown: 'integer',
    errors: 'integer',
    exempt: 'integer',
    not_applicable: 'integer',
  },
  rollup_days: {
    scope: 'text',
    scope_ref: 'text',
    scorecard: 'text',
    item: 'text',
    day: 'text',
    passed: 'double precision',
    known: 'double precision',
    applicable: 'double precision',
    entities: 'integer',
    on_target: 'integer',
    with_target: 'integer',
    until_day: 'text',
  },
  snapshot_days: {
    scorecard: 'text',
    day: 'text',
    taken_at: 'bigint',
    complete: 'boolean',
  },
};
