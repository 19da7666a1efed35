import {
  Area,
  FactSnapshot,
  Outcome,
} from '@team-readiness/backstage-plugin-readiness-common';
import { BusinessCalendar } from '../calendar/BusinessCalendar';

/**
 * Why a check has its outcome, before anything is put into words.
 *
 * @public
 */
export type ReasonCode =
  /** The condition decided. */
  | 'condition'
  /** A source is connected, but has never seen this entity. */
  | 'not-observed'
  /** What was seen is past its time to live. */
  | 'stale'
  /** `unknownWhen` is true: the fact is there, the answer is not in it. */
  | 'undecided'
  /** `appliesTo` or `appliesWhen` leaves the entity out. */
  | 'does-not-apply'
  /** A dated exemption stands. */
  | 'exemption'
  /** The entity opts out by annotation, where the scorecard allows it. */
  | 'opt-out'
  /** The expression failed over facts that were all there. */
  | 'evaluation-error';

/**
 * The answer to one active check.
 *
 * @public
 */
export interface CheckResult {
  checkId: string;
  outcome: Outcome;
  reason: ReasonCode;
  /** Index of the sub-condition that decided, in source order; 0 where there is only one. */
  branch: number;
  /** Enforced, so that it counts for level, score and roll-ups. */
  counts: boolean;
  /** ISO time since when the outcome stands; of unknown and error: since when there is no answer. */
  since: string;
}

/**
 * Sums of check weights.
 *
 * @public
 */
export interface Weights {
  /** Weight of checks that pass. */
  passed: number;
  /** Weight of checks that pass or fail. */
  known: number;
  /** Weight of checks that pass, fail, or have no known answer (unknown, error). */
  applicable: number;
}

/**
 * What is asked of an entity.
 *
 * @public
 */
export interface TargetLevel {
  level: number;
  /** With `only`, the target is met when these gates up to `level` are met. */
  only?: { areas?: Area[]; checks?: string[] };
}

/**
 * What the last evaluation left behind, as far as the next one needs it.
 *
 * @public
 */
export interface PreviousEvaluation {
  results: ReadonlyArray<Pick<CheckResult, 'checkId' | 'outcome' | 'since'>>;
  level: number;
  /** Absent: not known, so that the base level is not held. */
  baseLevel?: number;
  /** ISO time at which a gate that carries the level lost its data; null: not held. */
  heldSince: string | null;
}

/**
 * Everything that an evaluation reads. Nothing else may influence it.
 *
 * @public
 */
export interface EvaluationInput {
  entityRef: string;
  /** ISO time at which the entity appeared; null: it was there before Readiness was. */
  createdAt: string | null;
  /** By collector id; always holds `catalog`. */
  facts: Readonly<Record<string, FactSnapshot>>;
  /** Ids of the collectors that are connected in this installation. */
  connected: ReadonlySet<string>;
  now: Date;
  /** Must not change while it is used; default: UTC, Monday to Friday, no holidays. */
  calendar?: BusinessCalendar;
  previous?: PreviousEvaluation;
  /**
   * Answers taken from elsewhere, by check id: these checks are not asked, and never inactive.
   * For what a test takes as given, and what an installation knows that files do not tell.
   */
  answers?: ReadonlyMap<string, Pick<CheckResult, 'outcome' | 'reason'>>;
}

/**
 * One entity against one scorecard.
 *
 * @public
 */
export interface EntityEvaluation {
  entityRef: string;
  scorecard: string;
  /** In document order, without inactive, draft and retired checks. */
  results: CheckResult[];
  /** Ids of checks none of whose sources is connected. */
  inactive: string[];
  /** 0: not yet at 1. */
  level: number;
  /**
   * The level by gates of the lowest stratum alone: what others that depend on the
   * entity see of it. Held as the level is, so that data which is lost here lowers
   * nobody else's level within the time of hold either. 0: not yet at 1.
   */
  baseLevel: number;
  /** The highest level that these gates offer; 0: none, so that the base level says nothing. */
  baseCeiling: number;
  /** ISO time at which a held level is lost; null: not held. */
  heldUntil: string | null;
  heldSince: string | null;
  /** How many exemptions the level rests on. */
  exemptions: number;
  /** The highest level that is offered to this entity. */
  ceiling: number;
  /** null: nothing is asked of it. */
  target: TargetLevel | null;
  /** null where there is no target. */
  onTarget: boolean | null;
  /** Ids of the gates to fix until it is on target, cheapest first. */
  fixesToTarget: string[];
  /** In [0, 1]; null when nothing is known. */
  score: number | null;
  /** In [0, 1]; null when nothing applies. */
  coverage: number | null;
  weights: Weights;
  areas: Partial<Record<Area, Weights>>;
  /** New: results are shown but do not count for its team. */
  inGrace: boolean;
  /** ISO time at which an answer can flip by the clock alone; null: never. */
  validUntil: string | null;
}
