import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ScorecardResource } from '@team-readiness/backstage-plugin-readiness-node';
import { EntityVisibility } from '../database/operations/visibility';

/**
 * What one reader may read, decided once a request.
 */
export interface ReadingScope {
  /** May the reader read this scorecard? */
  readonly mayReadScorecard: (scorecard: ScorecardResource) => boolean;
  /** Which entities the catalog shows to the reader. */
  readonly visibility: EntityVisibility;
  /** The reader's own refs (user and groups) in lower case; empty for a service. */
  readonly ownershipRefs: readonly string[];
}

/**
 * Finds out what a reader may read.
 */
export interface ReadingScopes {
  /** @throws NotAllowedError for a reader who may read no scorecard at all */
  resolve(credentials: BackstageCredentials): Promise<ReadingScope>;

  /** May the reader see problems of documents, files and collectors? */
  mayReadProblems(credentials: BackstageCredentials): Promise<boolean>;

  /** @throws NotAllowedError for a reader who may not ask for a refresh */
  assertMayRefresh(credentials: BackstageCredentials): Promise<void>;

  /** @throws NotAllowedError for who may not push facts */
  assertMayPushFacts(credentials: BackstageCredentials): Promise<void>;

  /** @throws NotAllowedError for who may not send events */
  assertMayPushEvents(credentials: BackstageCredentials): Promise<void>;

  /** @throws NotAllowedError for who may not ask for a collector to run */
  assertMayRunCollectors(credentials: BackstageCredentials): Promise<void>;

  /** @throws NotAllowedError for who may not have evaluations tried again */
  assertMayRetryEvaluations(credentials: BackstageCredentials): Promise<void>;

  /** @throws NotAllowedError for who may not read numbers for monitoring */
  assertMayReadMetrics(credentials: BackstageCredentials): Promise<void>;

  /** @throws NotAllowedError for a reader who may not ask for documents to be read again */
  assertMayRefreshDefinitions(credentials: BackstageCredentials): Promise<void>;
}
