import { Entity } from '@backstage/catalog-model';
import {
  Check,
  FactSnapshot,
  Problem,
  Scorecard,
  Stage,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityEvaluation,
  EvaluationInput,
} from '../evaluation/EntityEvaluation';
import { FactPaths } from '../evaluation/factPaths';
import { CheckExplanation } from '../explanation/CheckExplanation';
import { Stratum } from './stratum';
import {
  TargetExplanation,
  TargetLevelExplanation,
} from '../explanation/explainTarget';

/**
 * A check whose expressions are compiled.
 *
 * @public
 */
export interface CompiledCheck {
  readonly definition: Check;
  /** Ids of the collectors that its expressions read, without `catalog`; sorted. */
  readonly reads: readonly string[];
  /** Ids of the checks whose outcomes its expressions read; sorted. */
  readonly results: readonly string[];
  /**
   * What decides its answer of each fact, also of those of the catalog. Texts and annotations that opt
   * out of it are not in it.
   */
  readonly factPaths: FactPaths;
  /**
   * 1: it reads the results of others, which are answered before it. 2: it is about Groups or
   * Templates only, and may read what is summed up. Else 0.
   */
  readonly stratum: Stratum;
  /**
   * Is it active: is some source of it connected? Derived facts (`readiness/…`) are there wherever
   * the catalog is read, so they count only for a check that reads nothing else.
   *
   * @param connected - ids of the collectors that are connected in this installation
   */
  isActive(connected: ReadonlySet<string>): boolean;
  /** The stage at a time: its own or the scorecard's, with `enforceFrom` applied. */
  stageAt(now: Date): Stage;
  /** The day (UTC, `YYYY-MM-DD`) from which it counts, while it is at `warn` until then; else null. */
  enforcedFromAt(now: Date): string | null;
}

/**
 * A scorecard that can be evaluated. Immutable; holds no state between evaluations.
 *
 * @public
 */
export interface CompiledScorecard {
  readonly name: string;
  readonly document: Scorecard;
  /** SHA-256 (hex) of the canonical document with defaults: equal content, equal version. */
  readonly contentHash: string;
  /** 2: it is about Groups or Templates only; else 0. */
  readonly stratum: 0 | 2;
  readonly checks: readonly CompiledCheck[];
  /**
   * All that evaluating it and writing its messages reads of facts: it says the same of an entity where
   * everything else is taken out of them.
   */
  readonly factPaths: FactPaths;
  /**
   * The same scorecard with days before which checks do not count: until then they are at `warn`.
   * A check that says its own `stage` or a later `enforceFrom`, or that would not count anyway, is
   * left as it is.
   *
   * @param days - by check id: day (UTC, `YYYY-MM-DD`) from which the check counts; in place of
   *   those given before
   */
  withEnforcement(days: ReadonlyMap<string, string>): CompiledScorecard;
  /** Does the scorecard ask anything of this entity? */
  matches(entity: Entity): boolean;
  /** Never throws: what goes wrong is an outcome `error`. */
  evaluate(input: EvaluationInput): EntityEvaluation;
  /** Puts the results of an evaluation of the same input into words. In document order. */
  explain(
    input: EvaluationInput,
    evaluation: EntityEvaluation,
  ): CheckExplanation[];
  /** Why it asks something of the entity, or does not. The answer is that of `matches`. */
  explainTarget(input: EvaluationInput): TargetExplanation;
  /** Which line of `spec.targets` says what is asked of the entity. */
  explainTargetLevel(input: EvaluationInput): TargetLevelExplanation;
}

/**
 * What came out of reading documents: those that are good, and what is wrong with the others.
 *
 * @public
 */
export interface ReadScorecardsResult {
  scorecards: CompiledScorecard[];
  problems: Problem[];
}

/**
 * A YAML text and where it came from.
 *
 * @public
 */
export interface ScorecardSource {
  /** For people, e.g. `scorecards/service-readiness.yaml`. */
  source: string;
  text: string;
}

/** Re-exported so that callers need one import. @public */
export type { FactSnapshot };
