import { StoredBoolean, StoredNumber, TableColumns } from './TableColumns';

/** An entity that waits for evaluation; one row per entity. */
export interface EvaluationQueueRow {
  /** When its turn comes: 0 first, 1 after those that it depends on, 2 (Groups, Templates) last. */
  stratum: number;
  entity_id: number;
  /** New at every marking: results are written only while it stands. */
  ticket: string;
  next_at: StoredNumber;
  attempts: number;
  last_error: string | null;
  /** Copied from the entity, so that workers claim in owner order. */
  owner_set_id: number;
}

/** All results of an entity for a scorecard version, packed. */
export interface ResultsRow {
  entity_id: number;
  definition_id: number;
  /** JSON: one array per result, see `PackedResult`. */
  packed: string;
  /** Digests over definition, entity, facts, freshness and connected collectors, see `InputHash`. */
  input_hash: string;
  /** Versions of the facts that it was made of, see `FactVersions`; null: not noted. */
  fact_versions: string | null;
}

/** A result that is not `pass`. */
export interface NonPassResultsRow {
  definition_id: number;
  check_key: number;
  entity_id: number;
  outcome: string;
  counts: StoredBoolean;
  owner_set_id: number;
  since: StoredNumber;
}

/** Level, target and score of an entity for a scorecard version. */
export interface ScoresRow {
  entity_id: number;
  definition_id: number;
  owner_set_id: number;
  /** The tier under which `level_counts` counts it; 0: no tier. */
  tier: number;
  level: number;
  held_since: StoredNumber | null;
  held_until: StoredNumber | null;
  exemptions: number;
  ceiling: number;
  /** By checks of stratum 0 alone, held by nothing: what dependents see. */
  base_level: number;
  /** The highest level that these checks offer; 0: none. */
  base_ceiling: number;
  target_level: number | null;
  on_target: StoredBoolean | null;
  /** Gates to fix until on target. */
  fixes: number;
  passed: number;
  known: number;
  applicable: number;
  in_grace: StoredBoolean;
  /** The earliest time at which an answer can flip by the clock. */
  next_at: StoredNumber | null;
  /** Results that count, by outcome; the others likewise. */
  pass_count: number;
  fail_count: number;
  unknown_count: number;
  not_applicable_count: number;
  exempt_count: number;
  error_count: number;
}

/** Weights of one area of an entity; what filtered roll-ups read. */
export interface EntityAreaScoresRow {
  entity_id: number;
  definition_id: number;
  area: string;
  passed: number;
  known: number;
  applicable: number;
}

/** Tables of what waits for evaluation and of what came of it, by entity. */
export interface ResultTables {
  evaluation_queue: EvaluationQueueRow;
  results: ResultsRow;
  non_pass_results: NonPassResultsRow;
  scores: ScoresRow;
  entity_area_scores: EntityAreaScoresRow;
}

/** The columns of {@link ResultTables}. */
export const resultColumns: TableColumns<ResultTables> = {
  evaluation_queue: {
    stratum: 'integer',
    entity_id: 'integer',
    ticket: 'text',
    next_at: 'bigint',
    attempts: 'integer',
    last_error: 'text',
    owner_set_id: 'integer',
  },
  results: {
    entity_id: 'integer',
    definition_id: 'integer',
    packed: 'text',
    input_hash: 'text',
    fact_versions: 'text',
  },
  non_pass_results: {
    definition_id: 'integer',
    check_key: 'integer',
    entity_id: 'integer',
    outcome: 'text',
    counts: 'boolean',
    owner_set_id: 'integer',
    since: 'bigint',
  },
  scores: {
    entity_id: 'integer',
    definition_id: 'integer',
    owner_set_id: 'integer',
    tier: 'integer',
    level: 'integer',
    held_since: 'bigint',
    held_until: 'bigint',
    exemptions: 'integer',
    ceiling: 'integer',
    base_level: 'integer',
    base_ceiling: 'integer',
    target_level: 'integer',
    on_target: 'boolean',
    fixes: 'integer',
    passed: 'double precision',
    known: 'double precision',
    applicable: 'double precision',
    in_grace: 'boolean',
    next_at: 'bigint',
    pass_count: 'integer',
    fail_count: 'integer',
    unknown_count: 'integer',
    not_applicable_count: 'integer',
    exempt_count: 'integer',
    error_count: 'integer',
  },
  entity_area_scores: {
    entity_id: 'integer',
    definition_id: 'integer',
    area: 'text',
    passed: 'double precision',
    known: 'double precision',
    applicable: 'double precision',
  },
};
