import { Cause } from '@team-readiness/backstage-plugin-readiness-common';
import { FactVersionChange } from './FactVersions';
import { PackedResult } from './PackedResult';
import { StoredEvaluation } from './StoredEvaluation';

/**
 * One result that changed.
 */
export interface ResultTransition {
  checkKey: number;
  /** Null: there was none. */
  from: PackedResult['outcome'] | null;
  /** Null: there is none any more. */
  to: PackedResult['outcome'] | null;
  cause: Cause;
  /** Facts that decide the check and are other ones than before. Absent: none, or it is not known. */
  facts?: readonly FactVersionChange[];
}

/**
 * A level that changed.
 */
export interface LevelTransition {
  from: number;
  /** Null: the scorecard asks nothing of the entity any more, or it is gone. */
  to: number | null;
  cause: Cause;
}

/**
 * What movements have to know of the entity of a change. Times in epoch ms.
 */
export interface ChangeOrigin {
  /** `entities.created_at`. */
  createdAt: number | null;
  /** `entities.owner_since`. */
  ownerSince: number | null;
  /** Something was stored of it, of whichever scorecard. */
  isEvaluated: boolean;
}

/**
 * What an evaluation does to what is stored of one entity and one scorecard. A new
 * version takes the place of the old one, so that `before` and `after` may have
 * different definitions.
 */
export interface EvaluationChange {
  /** Name of the scorecard, the same for all versions. */
  scorecard: string;
  origin: ChangeOrigin;
  before?: StoredEvaluation;
  /** Absent: the entity was removed, or the scorecard asks nothing of it any more. */
  after?: StoredEvaluation;
  transitions: readonly ResultTransition[];
  /** Absent: the level is what it was, or this is the first evaluation. */
  level?: LevelTransition;
}
