/**
 * CEL by `@marcbachmann/cel-js`, behind a guard.
 *
 * The package is fast and checks types, but its `matches` backtracks and
 * nothing bounds what a run costs. Here every expression is inspected before it
 * may run (`expressionGuard`), `matches` goes to RE2, and a run spends from a
 * budget (`runBudget`). `matches` cannot be registered anew, so the calls are
 * renamed in the tree, which keeps all positions true.
 */
import {
  Environment,
  EvaluationError,
  ParseError,
  ParseResult,
  TypeError as CelTypeError,
} from '@marcbachmann/cel-js';
import {
  CelClock,
  CelCompileError,
  CelEngine,
  CelExpression,
  CelFailure,
  CelProblem,
  CelReturns,
} from './CelEngine';
import { CelNode, readCall, renameMethod } from './celNodes';
import { applyClock } from './clockComparisons';
import {
  CelLimits,
  FindLiteralProblem,
  inspect,
  Inspection,
} from './expressionGuard';
import { findReadPaths } from './findReadPaths';
import { refuseHostNames } from './hostNames';
import { matchInLinearTime } from './linearTimeMatch';
import { ReadPaths } from './ReadPaths';
import { applyBudget, runWithBudget } from './runBudget';
import { findStrictFacts, StrictFact } from './strictFacts';

/** The name under which RE2 is registered in place of `matches`. */
const matchFunction = 're2test';

/**
 * What expressions of one kind may use.
 */
export interface CelEnvironment {
  limits: CelLimits;
  /** CEL types by variable name, e.g. `dyn` or `map`. */
  variables: Readonly<Record<string, string>>;
  /** Registers functions beside the standard ones. */
  register(environment: Environment): void;
  /** Finds slips in arguments that are written out. */
  findLiteralProblem?: FindLiteralProblem;
  /** `.?field`, `[?key]` and `optional.*`. */
  optionalTypes: boolean;
  /** May a macro give its variable the name of a root variable? */
  shadowing: boolean;
}

class CompiledExpression implements CelExpression {
  #paths: ReadonlyMap<string, ReadPaths> | undefined;

  constructor(
    readonly root: CelNode,
    readonly source: string,
    readonly reads: ReadonlySet<string>,
    readonly members: CelExpression['members'],
    readonly clock: CelExpression['clock'],
    readonly returns: CelReturns,
    readonly strictFacts: readonly StrictFact[],
    readonly evaluate: (variables: Record<string, unknown>) => unknown,
  ) {}

  get paths(): ReadonlyMap<string, ReadPaths> {
    this.#paths ??= findReadPaths(this.root);
    return this.#paths;
  }
}

function isAnswer(value: unknown, returns: CelReturns): boolean {
  return (
    returns === 'dyn' ||
    typeof value === (returns === 'bool' ? 'boolean' : 'string')
  );
}

function readMessage(error: unknown): string {
  if (
    error instanceof EvaluationError ||
    error instanceof ParseError ||
    error instanceof CelTypeError
  ) {
    return error.summary;
  }
  if (error instanceof RangeError) {
    return 'the expression is nested too deeply or builds too large a value';
  }
  return error instanceof Error ? error.message : String(error);
}

function cleanMessage(error: unknown): string {
  return readMessage(error).replaceAll(matchFunction, 'matches').slice(0, 500);
}

function toFailure(error: unknown): CelFailure {
  const known = error instanceof EvaluationError ? error : null;
  const missing =
    known?.code === 'unknown_variable'
      ? String((known.node as unknown as CelNode | undefined)?.args)
      : null;
  return new CelFailure(
    cleanMessage(error),
    known?.range?.start ?? null,
    missing,
  );
}

/** The first fact that an expression cannot do without and that is not there. */
function findMissing(
  strictFacts: readonly StrictFact[],
  facts: unknown,
): StrictFact | undefined {
  if (typeof facts !== 'object' || facts === null) {
    return undefined;
  }
  // No closure: this runs for each part of each condition.
  for (const strict of strictFacts) {
    if (!Object.hasOwn(facts, strict.fact)) {
      return strict;
    }
  }
  return undefined;
}

/** @see CelEngine */
export class GuardedCelEngine implements CelEngine {
  readonly #environment: Environment;
  readonly #limits: CelLimits;
  readonly #variables: ReadonlySet<string>;
  readonly #functions: ReadonlySet<string>;
  readonly #reserved: ReadonlySet<string>;
  readonly #findLiteralProblem: FindLiteralProblem | undefined;

  constructor(options: CelEnvironment) {
    const { maxNodes, maxDepth } = options.limits;
    this.#environment = new Environment({
      unlistedVariablesAreDyn: false,
      homogeneousAggregateLiterals: false,
      enableOptionalTypes: options.optionalTypes,
      limits: {
        maxAstNodes: maxNodes,
        maxDepth,
        maxListElements: 200,
        maxMapEntries: 100,
        maxCallArguments: 8,
      },
    });
    for (const [name, type] of Object.entries(options.variables)) {
      this.#environment.registerVariable(name, type);
    }
    this.#environment.registerFunction(
      `string.${matchFunction}(string): bool`,
      matchInLinearTime,
      { async: false },
    );
    options.register(this.#environment);
    this.#limits = options.limits;
    this.#findLiteralProblem = options.findLiteralProblem;
    this.#variables = new Set(Object.keys(options.variables));
    this.#reserved = options.shadowing ? new Set() : this.#variables;
    this.#functions = new Set(
      this.#environment.getDefinitions().functions.map(({ name }) => name),
    );
  }

  check(source: string, returns: CelReturns): CelProblem[] {
    return this.#analyse(source, returns).problems;
  }

  compile(source: string, returns: CelReturns): CelExpression {
    const { problems, parsed, inspection } = this.#analyse(source, returns);
    if (problems.length > 0 || !parsed || !inspection) {
      throw new CelCompileError(problems[0]);
    }
    const root = parsed.ast as unknown as CelNode;
    applyBudget(root);
    refuseHostNames(root);
    const clock = applyClock(root);
    const reads = [...inspection.reads].filter(name =>
      this.#variables.has(name),
    );
    return new CompiledExpression(
      root,
      source,
      new Set(reads),
      inspection.members,
      clock,
      returns,
      this.#reserved.has('facts') ? findStrictFacts(root) : [],
      parsed,
    );
  }

  run(
    expression: CelExpression,
    variables: Readonly<Record<string, unknown>>,
    clock?: CelClock,
  ): unknown {
    const { evaluate, returns, strictFacts } = expression as CompiledExpression;
    const missing = findMissing(strictFacts, variables.facts);
    if (missing) {
      return new CelFailure(`No such key: ${missing.fact}`, missing.position);
    }
    const value = runWithBudget(clock, evaluate, variables, toFailure);
    return value instanceof CelFailure || isAnswer(value, returns)
      ? value
      : new CelFailure(`the answer is not a ${returns}`, 0);
  }

  #analyse(
    source: string,
    returns: CelReturns,
  ): {
    problems: CelProblem[];
    parsed?: ParseResult;
    inspection?: Inspection;
  } {
    const whole = { start: 0, end: source.length };
    if (source.length > this.#limits.maxLength) {
      const message = `the expression has more than ${
        this.#limits.maxLength
      } characters`;
      return { problems: [{ kind: 'limit', message, ...whole }] };
    }
    try {
      const parsed = this.#environment.parse(source);
      const inspection = inspect(
        parsed.ast as unknown as CelNode,
        this.#limits,
        this.#reserved,
        this.#findLiteralProblem,
      );
      const problems = [...inspection.problems];
      inspection.matches.forEach(node => renameMethod(node, matchFunction));
      const { error, type } = parsed.check();
      if (error) {
        problems.push(this.#toProblem(error, whole));
      } else if (returns !== 'dyn' && type !== returns && type !== 'dyn') {
        const message = `the answer must be a ${returns}, but it is a ${type}`;
        problems.push({ kind: 'type', message, ...whole });
      }
      return { problems, parsed, inspection };
    } catch (error) {
      return { problems: [this.#toProblem(error, whole)] };
    }
  }

  #toProblem(
    error: unknown,
    whole: { start: number; end: number },
  ): CelProblem {
    const message = cleanMessage(error);
    if (!(error instanceof ParseError || error instanceof CelTypeError)) {
      return { kind: 'limit', message, ...whole };
    }
    const { start, end } = error.range ?? whole;
    const place = { start, end: Math.max(start, end) };
    if (error instanceof ParseError) {
      const isLimit = error.code === 'limit_exceeded';
      return { kind: isLimit ? 'limit' : 'syntax', message, ...place };
    }
    const node = error.node as unknown as CelNode | undefined;
    const called = node?.op ? readCall(node)?.name : undefined;
    if (error.code === 'unknown_variable') {
      const subject = String(node?.args);
      return { kind: 'variable', message, ...place, subject };
    }
    if (called && !this.#functions.has(called)) {
      return {
        kind: 'function',
        message: `there is no function "${called}"`,
        ...place,
        subject: called,
      };
    }
    return { kind: 'type', message, ...place };
  }
}
