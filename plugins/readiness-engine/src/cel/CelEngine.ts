import { CustomErrorBase } from '@backstage/errors';
import type { BusinessClock } from './BusinessClock';
import type { ReadPaths } from './ReadPaths';

/**
 * What an expression has to answer.
 *
 * @public
 */
export type CelReturns = 'bool' | 'string' | 'dyn';

/**
 * What is wrong with an expression, and where.
 *
 * @public
 */
export interface CelProblem {
  /**
   * `syntax`: it cannot be parsed; `limit`: it could cost too much; `function`
   * and `variable`: a name that is not there; `type`: types do not go together;
   * `facts`: facts are read in a way that hides which ones.
   */
  kind: 'syntax' | 'limit' | 'function' | 'variable' | 'type' | 'facts';
  /** One plain sentence. */
  message: string;
  /** Offsets into the source, end exclusive. */
  start: number;
  end: number;
  /** The function or variable that is not there. */
  subject?: string;
}

/**
 * Thrown by {@link CelEngine.compile} for an expression that must not run.
 *
 * @public
 */
export class CelCompileError extends CustomErrorBase {
  name = 'CelCompileError' as const;

  constructor(readonly problem: CelProblem) {
    super(problem.message);
  }
}

/**
 * What {@link CelEngine.run} answers in place of a value where the expression failed.
 *
 * @public
 */
export class CelFailure {
  constructor(
    /** One plain sentence. */
    readonly message: string,
    /** Offset into the source, or null where it is not known. */
    readonly position: number | null,
    /** The variable that was not given, where that is the reason. */
    readonly missingVariable: string | null = null,
  ) {}
}

/**
 * Root variables below which each name that is read must be written out.
 *
 * @public
 */
export type CelNamespace = 'facts' | 'params' | 'results';

/**
 * A compiled expression. Immutable; safe to run any number of times.
 *
 * @public
 */
export interface CelExpression {
  readonly source: string;
  /** Root variables that it reads, without those that its macros bind. */
  readonly reads: ReadonlySet<string>;
  /** Names read right below the root variables that have to be named in full. */
  readonly members: Readonly<Record<CelNamespace, ReadonlySet<string>>>;
  /** What it reads of each of its root variables: never less than that, perhaps more. */
  readonly paths: ReadonlyMap<string, ReadPaths>;
  /**
   * How the answer depends on the clock: not at all, by comparisons that tell
   * when they flip, or in a way that is only known to hold until midnight UTC.
   */
  readonly clock: 'none' | 'comparisons' | 'daily';
}

/**
 * The clock of a run: what day it is, and from when on the answer may differ.
 *
 * @public
 */
export interface CelClock {
  /** Days since 1970-01-01, UTC. */
  readonly today: number;
  /** Told the day (as `today`) on which a comparison that was made flips. */
  flipsOn(day: number): void;
  /** The business calendar; absent: Monday to Friday, UTC. */
  readonly business?: BusinessClock;
}

/**
 * The expression language behind everything that is written in CEL: three
 * methods, so that another implementation is one file.
 *
 * Guarantees: an expression that compiles runs in bounded time and memory,
 * reaches nothing but its variables, has no side effects, and answers the same
 * for the same variables and day.
 *
 * @public
 */
export interface CelEngine {
  /** Everything that is wrong with an expression; empty when it compiles. Never throws. */
  check(source: string, returns: CelReturns): CelProblem[];
  /** @throws CelCompileError for what {@link CelEngine.check} would list */
  compile(source: string, returns: CelReturns): CelExpression;
  /**
   * Never throws.
   *
   * @returns the value (numbers of CEL type int as bigint), or a {@link CelFailure}
   */
  run(
    expression: CelExpression,
    variables: Readonly<Record<string, unknown>>,
    clock?: CelClock,
  ): unknown;
}
