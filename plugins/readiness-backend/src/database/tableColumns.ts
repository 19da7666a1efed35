import {
  ActiveDefinitionsRow,
  CheckDaysRow,
  ChecksRow,
  CollectorRunsRow,
  DefinitionsRow,
  DeliveryEventsRow,
  DeliveryEventTargetsRow,
  DerivationMarksRow,
  DerivationsRow,
  EntitiesRow,
  EntityAreaScoresRow,
  EntityRelationsRow,
  EntityTargetsRow,
  EvaluationQueueRow,
  FactHistoryRow,
  FactsRow,
  GroupClosurePeriodsRow,
  GroupClosureRow,
  LevelCountsRow,
  LevelTransitionsRow,
  LookedUpRefsRow,
  MovementsRow,
  NonPassResultsRow,
  OwnerSetMembersRow,
  OwnerSetsRow,
  OwnershipPeriodsRow,
  PreviousRefsRow,
  ProblemsRow,
  ReactionDeliveriesRow,
  ReactionOutboxRow,
  ReplaysRow,
  RequestBudgetsRow,
  ResultsRow,
  RollupCountsRow,
  RollupDaysRow,
  ScoreDaysRow,
  ScoresRow,
  SnapshotDaysRow,
  TrackRecordEntriesRow,
  TrackRecordStatesRow,
  TransitionsRow,
  VisibleEntitiesRow,
  VisibleSetsRow,
} from './tables';

/**
 * Row types by table name.
 */
export interface Tables {
  owner_sets: OwnerSetsRow;
  owner_set_members: OwnerSetMembersRow;
  entities: EntitiesRow;
  entity_relations: EntityRelationsRow;
  group_closure: GroupClosureRow;
  facts: FactsRow;
  evaluation_queue: EvaluationQueueRow;
  definitions: DefinitionsRow;
  active_definitions: ActiveDefinitionsRow;
  checks: ChecksRow;
  results: ResultsRow;
  non_pass_results: NonPassResultsRow;
  scores: ScoresRow;
  entity_area_scores: EntityAreaScoresRow;
  rollup_counts: RollupCountsRow;
  level_counts: LevelCountsRow;
  rollup_days: RollupDaysRow;
  transitions: TransitionsRow;
  level_transitions: LevelTransitionsRow;
  track_record_entries: TrackRecordEntriesRow;
  track_record_states: TrackRecordStatesRow;
  collector_runs: CollectorRunsRow;
  problems: ProblemsRow;
  visible_sets: VisibleSetsRow;
  visible_entities: VisibleEntitiesRow;
  derivation_marks: DerivationMarksRow;
  derivations: DerivationsRow;
  looked_up_refs: LookedUpRefsRow;
  request_budgets: RequestBudgetsRow;
  delivery_events: DeliveryEventsRow;
  delivery_event_targets: DeliveryEventTargetsRow;
  entity_targets: EntityTargetsRow;
  replays: ReplaysRow;
  ownership_periods: OwnershipPeriodsRow;
  previous_refs: PreviousRefsRow;
  group_closure_periods: GroupClosurePeriodsRow;
  fact_history: FactHistoryRow;
  movements: MovementsRow;
  score_days: ScoreDaysRow;
  check_days: CheckDaysRow;
  snapshot_days: SnapshotDaysRow;
  reaction_outbox: ReactionOutboxRow;
  reaction_deliveries: ReactionDeliveriesRow;
}

/**
 * Types as PostgreSQL names them, for arrays in bulk statements.
 */
export type ColumnType =
  | 'integer'
  | 'bigint'
  | 'double precision'
  | 'boolean'
  | 'text';

/**
 * The columns of each table. Only these names get into bulk statements.
 */
export const tableColumns: {
  readonly [T in keyof Tables]: Readonly<Record<keyof Tables[T], ColumnType>>;
} = {
  owner_sets: {
    id: 'integer',
    owners: 'text',
  },
  owner_set_members: {
    owner_set_id: 'integer',
    owner_ref: 'text',
  },
  entities: {
    id: 'integer',
    ref: 'text',
    kind: 'text',
    namespace: 'text',
    name: 'text',
    title: 'text',
    type: 'text',
    lifecycle: 'text',
    tier: 'integer',
    owner_set_id: 'integer',
    system_ref: 'text',
    domain_ref: 'text',
    template_ref: 'text',
    repository_url: 'text',
    repository_key: 'integer',
    created_at: 'bigint',
    removed_at: 'bigint',
    missed_streams: 'integer',
    owner_since: 'bigint',
  },
  entity_relations: {
    source_id: 'integer',
    type: 'text',
    target_ref: 'text',
  },
  group_closure: {
    ancestor_ref: 'text',
    descendant_ref: 'text',
  },
  facts: {
    entity_id: 'integer',
    collector: 'text',
    data: 'text',
    hash: 'text',
    observed_at: 'bigint',
    expires_at: 'bigint',
    revision: 'text',
    absent_at: 'bigint',
    changed_at: 'bigint',
  },
  evaluation_queue: {
    stratum: 'integer',
    entity_id: 'integer',
    ticket: 'text',
    next_at: 'bigint',
    attempts: 'integer',
    last_error: 'text',
    owner_set_id: 'integer',
  },
  definitions: {
    id: 'integer',
    kind: 'text',
    name: 'text',
    version: 'integer',
    content_hash: 'text',
    source: 'text',
    document: 'text',
    created_at: 'bigint',
    created_by: 'text',
    enforcement: 'text',
    activated_at: 'bigint',
    deactivated_at: 'bigint',
    unreadable_since: 'bigint',
    unreadable_at: 'bigint',
  },
  active_definitions: {
    kind: 'text',
    name: 'text',
    definition_id: 'integer',
    position: 'integer',
  },
  checks: {
    id: 'integer',
    scorecard: 'text',
    check_id: 'text',
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
  rollup_counts: {
    definition_id: 'integer',
    check_key: 'integer',
    owner_set_id: 'integer',
    outcome: 'text',
    count: 'integer',
  },
  level_counts: {
    definition_id: 'integer',
    owner_set_id: 'integer',
    tier: 'integer',
    level: 'integer',
    target_level: 'integer',
    on_target: 'boolean',
    enough_data: 'boolean',
    count: 'integer',
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
  track_record_entries: {
    entity_id: 'integer',
    key: 'text',
    kind: 'text',
    at: 'bigint',
    whole_day: 'boolean',
    title: 'text',
    about: 'text',
    complete: 'boolean',
    link: 'text',
    details: 'text',
    topics: 'text',
    minutes: 'double precision',
  },
  track_record_states: {
    entity_id: 'integer',
    revision: 'text',
    next_at: 'bigint',
    delivery: 'text',
  },
  collector_runs: {
    collector: 'text',
    status: 'text',
    started_at: 'bigint',
    finished_at: 'bigint',
    completed: 'integer',
    observed: 'integer',
    absent: 'integer',
    failed: 'integer',
    attempt: 'integer',
    next_at: 'bigint',
    last_entity_id: 'integer',
    last_error: 'text',
    signature: 'text',
    cursor: 'text',
    run_started_at: 'bigint',
    requested_at: 'bigint',
    unchanged: 'integer',
    deferred: 'integer',
  },
  problems: {
    id: 'bigint',
    reporter: 'text',
    subject: 'text',
    name: 'text',
    entity_id: 'integer',
    source: 'text',
    line: 'integer',
    column: 'integer',
    message: 'text',
    excerpt: 'text',
    seen_at: 'bigint',
  },
  visible_sets: {
    id: 'integer',
    conditions_hash: 'text',
    expires_at: 'bigint',
  },
  visible_entities: {
    set_id: 'integer',
    entity_id: 'integer',
  },
  derivation_marks: {
    id: 'bigint',
    collector: 'text',
    ref: 'text',
    due_at: 'bigint',
  },
  derivations: {
    collector: 'text',
    ticket: 'text',
    lease_until: 'bigint',
    derived_at: 'bigint',
  },
  looked_up_refs: {
    ref: 'text',
    found: 'boolean',
    looked_up_at: 'bigint',
  },
  request_budgets: {
    host: 'text',
    hour: 'integer',
    used: 'integer',
  },
  delivery_events: {
    id: 'bigint',
    digest: 'text',
    source: 'text',
    event_id: 'text',
    kind: 'text',
    at: 'bigint',
    received_at: 'bigint',
    data: 'text',
  },
  delivery_event_targets: {
    target: 'text',
    at: 'bigint',
    event_id: 'bigint',
    kind: 'text',
    beside: 'boolean',
  },
  entity_targets: {
    entity_id: 'integer',
    target: 'text',
  },
  replays: {
    id: 'text',
    series: 'text',
    status: 'text',
    until_at: 'bigint',
    day: 'text',
    facts: 'integer',
    refused: 'integer',
    ticket: 'text',
    lease_until: 'bigint',
    started_at: 'bigint',
    finished_at: 'bigint',
    last_error: 'text',
  },
  ownership_periods: {
    entity_id: 'integer',
    from_at: 'bigint',
    until_at: 'bigint',
    owner_set_id: 'integer',
    owner_since: 'bigint',
  },
  previous_refs: { entity_id: 'integer', ref: 'text', renamed_at: 'bigint' },
  group_closure_periods: {
    ancestor_ref: 'text',
    descendant_ref: 'text',
    from_at: 'bigint',
    until_at: 'bigint',
  },
  fact_history: {
    entity_id: 'integer',
    collector: 'text',
    changed_at: 'bigint',
    replaced_at: 'bigint',
    data: 'text',
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
  snapshot_days: {
    scorecard: 'text',
    day: 'text',
    taken_at: 'bigint',
    complete: 'boolean',
  },
  reaction_outbox: {
    topic: 'text',
    definition_id: 'integer',
    owner_set_id: 'integer',
    window_at: 'bigint',
    due_at: 'bigint',
    changes: 'text',
    change_count: 'integer',
  },
  reaction_deliveries: {
    id: 'bigint',
    reaction: 'text',
    topic: 'text',
    subject: 'text',
    scorecard: 'text',
    version: 'integer',
    window_at: 'bigint',
    changes: 'text',
    change_count: 'integer',
    next_at: 'bigint',
    attempts: 'integer',
    ticket: 'text',
    last_error: 'text',
    put_aside_at: 'bigint',
  },
};
