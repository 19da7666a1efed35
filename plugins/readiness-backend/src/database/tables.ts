/**
 * Row types, one per table. Times are epoch milliseconds in `bigint` columns: the PostgreSQL
 * driver hands them over as strings, so that operations convert with `Number()` at the edge.
 * Booleans come back from SQLite as 0 and 1. Entity refs are whole and in lower case.
 */

/** A number as either database hands it over. */
export type StoredNumber = number | string;

/** A boolean as either database hands it over. */
export type StoredBoolean = boolean | 0 | 1;

/** An entity of the catalog, with what roll-ups and filters ask for. */
export interface EntitiesRow {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  tier: number | null;
  owner_set_id: number;
  system_ref: string | null;
  domain_ref: string | null;
  /** The Scaffolder template that it was made from. */
  template_ref: string | null;
  /** `https://<host>/<path>` of the repository that holds its source; null: none is known. */
  repository_url: string | null;
  /** Digest of that URL, 0 for none: entities of one repository are neighbours by (key, id). */
  repository_key: number;
  /** Null: it was there when Readiness first read the whole catalog. */
  created_at: StoredNumber | null;
  removed_at: StoredNumber | null;
  /** In how many complete streams in a row it was absent. */
  missed_streams: number;
  /** When its present owners took it over; null: they made it, or had it from the beginning. */
  owner_since: StoredNumber | null;
}

/** The owners of an entity, by time. Periods of an entity follow each other; there is none while it is gone. */
export interface OwnershipPeriodsRow {
  entity_id: number;
  /** 0: as long as anything is known. */
  from_at: StoredNumber;
  /** Null: still. */
  until_at: StoredNumber | null;
  owner_set_id: number;
  /** When these owners took it over; null: they made it. */
  owner_since: StoredNumber | null;
}

/** A ref that an entity had before it was renamed. */
export interface PreviousRefsRow {
  entity_id: number;
  ref: string;
  renamed_at: StoredNumber;
}

/** One relation of an entity. */
export interface EntityRelationsRow {
  source_id: number;
  type: string;
  target_ref: string;
}

/** A group and each group below it, itself included. */
export interface GroupClosureRow {
  ancestor_ref: string;
  descendant_ref: string;
}

/** Which group was below which, itself included, by time. */
export interface GroupClosurePeriodsRow {
  ancestor_ref: string;
  descendant_ref: string;
  /** 0: as long as anything is known. */
  from_at: StoredNumber;
  /** Null: still. */
  until_at: StoredNumber | null;
}

/** The sorted owner refs of an entity; the set without members means unowned. */
export interface OwnerSetsRow {
  id: number;
  /** Refs joined by a comma; '' for the empty set. */
  owners: string;
}

/** One owner of an owner set. */
export interface OwnerSetMembersRow {
  owner_set_id: number;
  owner_ref: string;
}

/** The latest fact of a collector about an entity. */
export interface FactsRow {
  entity_id: number;
  collector: string;
  /** JSON. */
  data: string;
  /** SHA-256 (hex) of the data after rounding by the schema's precision. */
  hash: string;
  observed_at: StoredNumber;
  expires_at: StoredNumber | null;
  /** Mark of what the data was made of, see `composeRevision`; null: nothing tells. */
  revision: string | null;
  /** When the source last said that it knows nothing of the entity; null: it knows it. */
  absent_at: StoredNumber | null;
  /** Since when it says what it says: names the version. Later than that of every version before it. */
  changed_at: StoredNumber;
}

/** A version of a fact that was replaced or taken back. */
export interface FactHistoryRow {
  entity_id: number;
  collector: string;
  changed_at: StoredNumber;
  replaced_at: StoredNumber;
  /** What checks read of it, see `PackedFact`. */
  data: string;
}

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

/** A version of a document. Its id is the "scorecard version" of other tables. */
export interface DefinitionsRow {
  id: number;
  kind: string;
  name: string;
  version: number;
  content_hash: string;
  source: string;
  /** Canonical JSON with defaults. */
  document: string;
  created_at: StoredNumber;
  /** `built-in`, `config`, `file`, `url`, or the entity ref of the user who asked for it to be read. */
  created_by: string;
  /** JSON, see `Enforcement`: from which days checks count. Null: all as written. */
  enforcement: string | null;
  /** When it last became active; null: never, or before this was noted. */
  activated_at: StoredNumber | null;
  /** When it last stopped being active; null: never. */
  deactivated_at: StoredNumber | null;
  /** While some replica cannot read it: since when none is known that can. */
  unreadable_since: StoredNumber | null;
  /** When a replica last said that it cannot read it. */
  unreadable_at: StoredNumber | null;
}

/** Which version of a document is active. */
export interface ActiveDefinitionsRow {
  kind: string;
  name: string;
  definition_id: number;
  /** Order in which pages show scorecards; the first one is the default. */
  position: number;
}

/** Integer keys of checks; identity is (scorecard, check). */
export interface ChecksRow {
  id: number;
  scorecard: string;
  check_id: string;
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

/** How many entities of an owner set have an outcome for a check. In-grace entities are left out. */
export interface RollupCountsRow {
  definition_id: number;
  check_key: number;
  owner_set_id: number;
  outcome: string;
  count: number;
}

/** How many entities of an owner set stand where. In-grace entities are left out. */
export interface LevelCountsRow {
  definition_id: number;
  owner_set_id: number;
  /** 0: no tier. */
  tier: number;
  level: number;
  /** 0: no target. */
  target_level: number;
  on_target: StoredBoolean;
  /** Coverage is 60 % or more, or nothing applies. */
  enough_data: StoredBoolean;
  count: number;
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

/** A day of which there are snapshots of a scorecard. */
export interface SnapshotDaysRow {
  scorecard: string;
  day: string;
  taken_at: StoredNumber;
  /** Taken when the day was over. */
  complete: StoredBoolean;
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

/**
 * What was done and written down for an entity: documents, deployments, incidents and freezes. Made of its
 * facts and events by the collector of the track record; changes of levels are in `level_transitions`.
 */
export interface TrackRecordEntriesRow {
  entity_id: number;
  /** Digest (hex) of what it is, the same at each entity that it is about. */
  key: string;
  /** A `TrackRecordEntryKind` of the API. */
  kind: string;
  /** Of a document the start (UTC) of its day. */
  at: StoredNumber;
  /** It has a day and no time. */
  whole_day: StoredBoolean;
  title: string;
  about: string | null;
  complete: StoredBoolean | null;
  /** http(s) address. */
  link: string | null;
  details: string | null;
  /**
   * ` a b `: what an accepted decision or a complete impact entry is about, so that it can be counted as an
   * answer. Null: nothing, or another kind.
   */
  topics: string | null;
  minutes: number | null;
}

/** What the entries of an entity were made of. Locked while they are written. */
export interface TrackRecordStatesRow {
  entity_id: number;
  /** Digest of facts, events and rules; '': nothing was made yet. */
  revision: string;
  /** When the day of an entry comes that was still to come; null: there is none. */
  next_at: StoredNumber | null;
  /** JSON, see `StoredDelivery`: what metrics of delivery are computed of. Null: no event is known. */
  delivery: string | null;
}

/** What a collector did last. */
export interface CollectorRunsRow {
  collector: string;
  /** `never`, `running`, `paused`, `succeeded` or `failed`. */
  status: string;
  /** When a process last took it up: identifies whose it is. */
  started_at: StoredNumber | null;
  finished_at: StoredNumber | null;
  /** Complete runs so far; the first one is the initial population. */
  completed: number;
  observed: number;
  absent: number;
  failed: number;
  /** Runs in a row that failed; decides the back-off. */
  attempt: number;
  /** When the next run over all entities is due; null: at once. */
  next_at: StoredNumber | null;
  /** The highest `entities.id` that it has looked at: higher ones are new to it. */
  last_entity_id: number;
  last_error: string | null;
  /** Digest of what it looks for; another one makes it due. Null: never registered since there is one. */
  signature: string | null;
  /** JSON, see `RunCursor`: where a run over all entities goes on. Null: at the beginning. */
  cursor: string | null;
  /** When the run began that the cursor belongs to, in whatever process. */
  run_started_at: StoredNumber | null;
  /** When another run was asked for while one was under way or paused. */
  requested_at: StoredNumber | null;
  unchanged: number;
  /** How often an entity was put off. */
  deferred: number;
}

/** Requests made of a host within an hour, by all replicas. */
export interface RequestBudgetsRow {
  host: string;
  /** Hours since the epoch. */
  hour: number;
  used: number;
}

/** Something that is broken. A reporter replaces its rows of an entity, or its rows without one, as a whole. */
export interface ProblemsRow {
  id: number;
  reporter: string;
  subject: string;
  name: string;
  entity_id: number | null;
  source: string | null;
  line: number | null;
  column: number | null;
  message: string;
  /** Lines around the place, with a mark below it. */
  excerpt: string | null;
  seen_at: StoredNumber;
}

/** A set of entities that some readers may see, kept for a minute. */
export interface VisibleSetsRow {
  id: number;
  /** SHA-256 (hex) of the catalog's conditions. */
  conditions_hash: string;
  expires_at: StoredNumber;
}

/** One entity of a visible set. */
export interface VisibleEntitiesRow {
  set_id: number;
  entity_id: number;
}

/** Something that changed and that derived facts do not know yet. Only added and deleted, so that nobody waits. */
export interface DerivationMarksRow {
  id: StoredNumber;
  /** The derived fact, e.g. `readiness/relations`. */
  collector: string;
  /** The entity that changed, in the catalog or not; '': everything. */
  ref: string;
  /** From when on it is heeded. */
  due_at: StoredNumber;
}

/** Who derives the facts of a collector now, and when that was last done. */
export interface DerivationsRow {
  collector: string;
  /** New at every claim: facts are written only while it stands. Null: nobody. */
  ticket: string | null;
  lease_until: StoredNumber | null;
  derived_at: StoredNumber | null;
}

/** A target of relations that no stream has brought, about which the catalog was asked. */
export interface LookedUpRefsRow {
  ref: string;
  found: StoredBoolean;
  looked_up_at: StoredNumber;
}

/** What happened to a change, a deployment or an incident. */
export interface DeliveryEventsRow {
  id: StoredNumber;
  /** SHA-256 (hex) of the JSON of `[source, event_id]`. */
  digest: string;
  source: string;
  event_id: string;
  kind: string;
  at: StoredNumber;
  received_at: StoredNumber;
  /** JSON, see `DeliveryEvent`. */
  data: string;
}

/** What an event is about. */
export interface DeliveryEventTargetsRow {
  /** See `deliveryTargets`. */
  target: string;
  at: StoredNumber;
  event_id: StoredNumber;
  kind: string;
  /** A repository beside something that is named more exactly: counts where none of that is in the catalog. */
  beside: StoredBoolean;
}

/** A key by which events name an entity. */
export interface EntityTargetsRow {
  entity_id: number;
  target: string;
}

/** That something changed in an owner set within a window of time, for those who are to be told. */
export interface ReactionOutboxRow {
  /** A `ReactionTopic`. */
  topic: string;
  /** The version of the scorecard under which it changed. */
  definition_id: number;
  owner_set_id: number;
  /** Start of the window. */
  window_at: StoredNumber;
  /** From when on it is sorted into deliveries; follows from topic and window. */
  due_at: StoredNumber;
  /** A line of JSON each, see `LevelChange`, as many as find room; '' where the topic has none. */
  changes: string;
  /** How many changes there were, those without room included. */
  change_count: number;
}

/** What one reaction has still to tell. Deleted when it is told. */
export interface ReactionDeliveriesRow {
  id: StoredNumber;
  /** A `ReactionId`. */
  reaction: string;
  topic: string;
  /** Whom or what it is about: a ref, the key of an owner set, or ''. */
  subject: string;
  /** '' where it is about no single one. */
  scorecard: string;
  /** 0: of no single version. */
  version: number;
  window_at: StoredNumber;
  /** Lines as in the outbox. */
  changes: string;
  change_count: number;
  /** When it is tried next, or the lease of whoever holds it ends. */
  next_at: StoredNumber;
  attempts: number;
  /** New at every claim, and gone when more is added: it is done only while it stands. */
  ticket: string | null;
  last_error: string | null;
  /** When it was given up; null: it is still tried. */
  put_aside_at: StoredNumber | null;
}

/** Facts of the past that are replayed on the first start. */
export interface ReplaysRow {
  id: string;
  /** Ids of the series, joined by a comma. */
  series: string;
  /** `running`, `completed`, `refused` or `failed`. */
  status: string;
  /** The present, as it was when it began. */
  until_at: StoredNumber;
  /** `YYYY-MM-DD`, UTC: the last day that is done; null: none. */
  day: string | null;
  facts: number;
  /** Items that could not be taken. */
  refused: number;
  /** New at every taking up: the past is written only while it stands. Null: nobody is at it. */
  ticket: string | null;
  lease_until: StoredNumber | null;
  started_at: StoredNumber;
  finished_at: StoredNumber | null;
  last_error: string | null;
}
