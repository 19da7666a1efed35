import { operations } from './generated/openapi';
import { ApiSchemas as Schemas } from './ApiSchemas';
import { HistoryApi } from './HistoryApi';
import { RollupApi } from './RollupApi';

/** Teams by areas. @public */
export type Overview = Schemas['Overview'];
/** Where a set of entities stands. @public */
export type Standing = Schemas['Standing'];
/** Sums of check weights and what follows from them. @public */
export type Share = Schemas['Share'];
/** One team. @public */
export type Team = Schemas['Team'];
/** A team by ref and title. @public */
export type TeamRef = Schemas['TeamRef'];
/** A fix with the number of entities it lifts. @public */
export type TeamFix = Schemas['TeamFix'];
/** An entity with level and target. @public */
export type EntitySummary = Schemas['EntitySummary'];
/** Where an entity stands, in short. @public */
export type EntityLevel = Schemas['EntityLevel'];
/** Which entities are asked for. @public */
export type EntityLevelQuery = Schemas['EntityLevelQuery'];
/** One page of entities. @public */
export type EntityPage = Schemas['EntityPage'];
/** One entity against its scorecards, explained. @public */
export type EntityReadiness = Schemas['EntityReadiness'];
/** One entity against one scorecard, explained. @public */
export type ScorecardReadiness = Schemas['ScorecardReadiness'];
/** A result in words. @public */
export type ExplainedResult = Schemas['ExplainedResult'];
/** Why a result has its outcome. @public */
export type ResultReason = Schemas['ReasonCode'];
/** A part of an expression, as the API shows it. @public */
export type ExplainedCondition = Schemas['ConditionLine'];
/** Which scorecards ask something of an entity, and why. @public */
export type EntityApplicability = Schemas['EntityApplicability'];
/** Why one scorecard does or does not ask something of an entity. @public */
export type ScorecardApplicability = Schemas['ScorecardApplicability'];
/** How to fix a result. @public */
export type Remediation = Schemas['Remediation'];
/** A gate that is open. @public */
export type Fix = Schemas['Fix'];
/** A scorecard with its checks. @public */
export type ScorecardDetails = Schemas['ScorecardDetails'];
/** A scorecard by id and title. @public */
export type ScorecardRef = Schemas['ScorecardRef'];
/** A version of a scorecard. @public */
export type ScorecardVersion = Schemas['ScorecardVersion'];
/** What a version asks of one check otherwise than the one before. @public */
export type CheckChange = Schemas['CheckChange'];
/** One page of versions. @public */
export type ScorecardVersionPage = Schemas['ScorecardVersionPage'];
/** A version of a document that is active. @public */
export type ActiveDefinition = Schemas['ActiveDefinition'];
/** A document that is active, with whether it is in use. @public */
export type DefinitionItem = Schemas['Definition'];
/** The documents that are active, and what services push. @public */
export type DefinitionList = Schemas['DefinitionList'];
/** What is active after all documents were read again. @public */
export type DefinitionsRefresh = Schemas['DefinitionsRefresh'];
/** Facts that a service brings. @public */
export type FactPush = Schemas['FactPush'];
/** One fact that a service brings. @public */
export type FactPushItem = Schemas['FactPushItem'];
/** What became of one pushed fact. @public */
export type FactPushItemAnswer = Schemas['FactPushItemAnswer'];
/** What became of pushed facts. @public */
export type FactPushAnswer = Schemas['FactPushAnswer'];
/** A check with its adoption. @public */
export type CheckSummary = Schemas['CheckSummary'];
/** A check with its teams. @public */
export type CheckDetails = Schemas['CheckDetails'];
/** How many entities have which outcome. @public */
export type OutcomeCounts = Schemas['OutcomeCounts'];
/** One entity's outcome for a check. @public */
export type CheckResultItem = Schemas['CheckResultItem'];
/** One page of results of a check. @public */
export type CheckResultPage = Schemas['CheckResultPage'];
/** Something that is broken, with when it was seen. @public */
export type ProblemItem = Schemas['Problem'];
/** One page of problems and the state of the collectors. @public */
export type ProblemPage = Schemas['ProblemPage'];
/** What a collector did last. @public */
export type CollectorState = Schemas['CollectorState'];
/** Where a collector comes from. @public */
export type CollectorKind = Schemas['CollectorKind'];
/** The health of a collector. @public */
export type CollectorHealth = Schemas['CollectorHealth'];

/**
 * What waits to be evaluated, and what could not be.
 *
 * @public
 */
export type EvaluationQueue = Schemas['EvaluationQueue'];

/**
 * An entity that could not be evaluated, and is tried again.
 *
 * @public
 */
export type EvaluationFailure = Schemas['EvaluationFailure'];
/** A change of adoption. @public */
export type AdoptionChange = Schemas['Change'];

/** What became of events that were sent. @public */
export type EventPushAnswer = Schemas['EventPushAnswer'];
/** What became of one event. @public */
export type EventPushItemAnswer = Schemas['EventPushItemAnswer'];
/** What an impact brief cannot say. @public */
export type BriefUnknown = Schemas['BriefUnknown'];
/** Why a measure of an impact brief has no verdict. @public */
export type VerdictUnknownCause = Schemas['VerdictUnknownCause'];
/** What an entry of a track record can be. @public */
export type TrackRecordEntryKind = Schemas['TrackRecordEntryKind'];
/** Something that was done or written down. @public */
export type TrackRecordEntry = Schemas['TrackRecordEntry'];
/** One page of a track record. @public */
export type TrackRecordPage = Schemas['TrackRecordPage'];
/** An entity by ref and title. @public */
export type EntityLabel = Schemas['EntityLabel'];
/** How changes reach production. @public */
export type DeliveryHistory = Schemas['DeliveryHistory'];
/** A metric of DORA with its samples. @public */
export type MetricSample = Schemas['MetricSample'];
/** Before and after for a quarter. @public */
export type ImpactBrief = Schemas['ImpactBrief'];
/** Where a team stood on a day. @public */
export type StandingSnapshot = Schemas['StandingSnapshot'];

/** Filters of a track record. @public */
export type TrackRecordQuery = NonNullable<
  operations['getTrackRecord']['parameters']['query']
>;

/** Filters of the overview. @public */
export type OverviewQuery = NonNullable<
  operations['getOverview']['parameters']['query']
>;
/** Filters of the list of entities. @public */
export type EntityQuery = NonNullable<
  operations['listEntities']['parameters']['query']
>;
/** Filters of the results of a check. @public */
export type CheckResultQuery = NonNullable<
  operations['listCheckResults']['parameters']['query']
>;
/** Which page of versions. @public */
export type ScorecardVersionQuery = NonNullable<
  operations['listScorecardVersions']['parameters']['query']
>;
/** Filters of the list of problems. @public */
export type ProblemQuery = NonNullable<
  operations['listProblems']['parameters']['query']
>;

/** An entity by its three parts. @public */
export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/**
 * What the backend of Readiness offers. Every call throws `ResponseError` when the backend refuses.
 *
 * @public
 */
export interface ReadinessApi {
  /** How things went, and why. */
  readonly history: HistoryApi;
  /** Results summed up, and what is worth doing first. */
  readonly rollups: RollupApi;
  getOverview(query?: OverviewQuery): Promise<Overview>;
  /** @param team - namespace and name of a Group */
  getTeam(
    team: { namespace: string; name: string },
    query?: { scorecard?: string },
  ): Promise<Team>;
  listEntities(query?: EntityQuery): Promise<EntityPage>;
  /**
   * The levels of entities that are named, each by the first scorecard that asks something of it. What is not evaluated,
   * and what the reader may not see, is left out.
   *
   * @param query - `refs`: at most 500
   */
  listEntityLevels(query: EntityLevelQuery): Promise<EntityLevel[]>;
  getEntity(entity: EntityName): Promise<EntityReadiness>;
  /** Observes and evaluates the entity again; resolves when that is done. */
  refreshEntity(entity: EntityName): Promise<EntityReadiness>;
  /** Why each scorecard does or does not ask something of the entity. */
  getApplicability(entity: EntityName): Promise<EntityApplicability>;
  listScorecards(): Promise<ScorecardDetails[]>;
  getScorecard(id: string): Promise<ScorecardDetails>;
  /** Versions with what each asks otherwise than the one before, the latest first. */
  listScorecardVersions(
    id: string,
    query?: ScorecardVersionQuery,
  ): Promise<ScorecardVersionPage>;
  /** The documents that are active, and what services push. */
  listDefinitions(): Promise<DefinitionList>;
  /** Reads all documents again; resolves when what changed is published. */
  refreshDefinitions(): Promise<DefinitionsRefresh>;
  getCheck(check: { scorecard: string; id: string }): Promise<CheckDetails>;
  listCheckResults(
    check: { scorecard: string; id: string },
    query?: CheckResultQuery,
  ): Promise<CheckResultPage>;
  /** The whole list as CSV text (RFC 4180, with a header row). */
  exportCheckResults(
    check: { scorecard: string; id: string },
    query?: CheckResultQuery,
  ): Promise<string>;
  /** The whole list as CSV text (RFC 4180, with a header row). */
  exportEntities(query?: EntityQuery): Promise<string>;
  listProblems(query?: ProblemQuery): Promise<ProblemPage>;
  /** What waits to be evaluated, and what could not be. */
  getEvaluationQueue(): Promise<EvaluationQueue>;
  /**
   * Has entities that could not be evaluated tried again at once.
   *
   * @param entityRef - only this one; left out: all
   */
  retryEvaluations(entityRef?: string): Promise<EvaluationQueue>;
  /** Every collector with its health. */
  listCollectors(): Promise<CollectorHealth[]>;
  /**
   * Makes a collector look at all entities soon; resolves at once.
   *
   * @param id - of one that is run
   */
  runCollector(id: string): Promise<CollectorHealth>;
  /** What was done and written down; of a Group, for all that it and its child teams own. */
  getTrackRecord(
    entity: EntityName,
    query?: TrackRecordQuery,
  ): Promise<TrackRecordPage>;
  /** How changes reach production; of a Group, over all that it and its child teams own. */
  getDelivery(
    entity: EntityName,
    query?: { days?: number },
  ): Promise<DeliveryHistory>;
  /** @param query - `quarter`: e.g. `2026-Q2`; the last complete one unless given */
  getImpactBrief(
    entity: EntityName,
    query?: { quarter?: string },
  ): Promise<ImpactBrief>;
  /** The impact brief as Markdown, to be shared. */
  exportImpactBrief(
    entity: EntityName,
    query?: { quarter?: string },
  ): Promise<string>;
}
