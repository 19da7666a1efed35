import { Environment } from '@marcbachmann/cel-js';
import { CelEngine, CelProblem, CelReturns } from '../CelEngine';
import { CelNode, readCall, walkNodes } from '../celNodes';
import { CheckedPart, writeNode } from './CheckedPart';
import { CelType, describeType } from './CelType';
import { functionNames } from './functionTypes';
import { assume, Knowledge, nothingKnown } from './Knowledge';
import { hintAtName, hintAtSyntax, hintAtVariable } from './hintAtSyntax';
import { askWhetherMeant } from './nearestName';
import { TypeChecker } from './TypeChecker';
import { TypeEnvironment } from './TypeEnvironment';
import { Binding, TypeScope } from './TypeScope';

/** What a check of an expression tells. */
export interface TypeCheck {
  /** Empty where the expression may run. */
  problems: CelProblem[];
  type: CelType;
  /** What holds after it was true, or false; null: it never is. */
  whenTrue: Knowledge | null;
  whenFalse: Knowledge | null;
}

/** How an expression is checked. */
export interface TypeCheckOptions {
  engine: CelEngine;
  environment: TypeEnvironment;
  returns: CelReturns;
  /** What held before it; by default nothing. */
  known?: Knowledge | null;
  /** Null and missing values are no problems, as in texts. */
  allowsMissing?: boolean;
}

/** Parses what the engine has taken already, so that it may hold whatever any engine takes. */
const parser = new Environment({ enableOptionalTypes: true });

function parse(source: string): CelNode {
  return parser.parse(source).ast as unknown as CelNode;
}

function toScope(
  environment: TypeEnvironment,
  known: Knowledge | null | undefined,
): TypeScope {
  const variables = [...environment].map(([name, type]): [string, Binding] => [
    name,
    { type, name: { key: name, root: name, steps: [] } },
  ]);
  return { variables: new Map(variables), known: known ?? nothingKnown };
}

function checkAnswer(
  checker: TypeChecker,
  root: CelNode,
  scope: TypeScope,
  returns: CelReturns,
): CheckedPart {
  const checked = checker.check(root, scope);
  if (returns === 'dyn') {
    checker.present(root, checked);
    return checked;
  }
  if (returns === 'bool') {
    checker.useBool(root, checked, 'the answer');
    return checked;
  }
  const type = checker.use(root, checked);
  if (!type.every(({ kind }) => kind === returns || kind === 'dyn')) {
    checker.report(
      root,
      `the answer must be a ${returns}, but ${writeNode(
        root,
      )} is ${describeType(type)}`,
    );
  }
  return checked;
}

/**
 * The method that is taken for a macro by mistake: its first argument would be
 * the variable that it binds.
 */
function findMisspeltMacro(source: string, variable: string): CelNode | null {
  let found: CelNode | null = null;
  walkNodes(parse(source), node => {
    const call = readCall(node);
    const [first] = call?.args ?? [];
    const isTaken =
      call?.receiver &&
      call.args.length > 1 &&
      first.op === 'id' &&
      first.args === variable &&
      !functionNames.includes(call.name);
    found ??= isTaken ? node : null;
  });
  return found;
}

/** A problem of the engine, with the name that was probably meant. */
function withHint(
  problem: CelProblem,
  source: string,
  environment: TypeEnvironment,
): CelProblem {
  const { kind, subject } = problem;
  if (kind === 'syntax') {
    const message = `${problem.message}${hintAtSyntax(source, problem)}`;
    return { ...problem, message };
  }
  if (subject === undefined || (kind !== 'variable' && kind !== 'function')) {
    return problem;
  }
  const macro = kind === 'variable' ? findMisspeltMacro(source, subject) : null;
  const called = macro && readCall(macro)?.name;
  if (macro && called) {
    const { start, end } = macro;
    const misspelt = { kind: 'function', subject: called, start, end } as const;
    return withHint({ ...misspelt, message: '' }, source, environment);
  }
  const names = kind === 'variable' ? [...environment.keys()] : functionNames;
  const name = subject.slice(0, 80);
  const hint =
    hintAtName(kind, name) ||
    askWhetherMeant(subject, names) ||
    (kind === 'variable' ? hintAtVariable(source, name, problem.start) : '');
  return { ...problem, message: `there is no ${kind} "${name}"${hint}` };
}

/**
 * Checks an expression: first whether the engine takes it, then its types.
 * Never throws.
 *
 * What cannot be parsed, costs too much or names something that is not there is
 * the only problem that is told; where types are wrong, what is told by this
 * check is more precise than what the engine says.
 */
export function checkTypes(
  source: string,
  { engine, environment, returns, known, allowsMissing }: TypeCheckOptions,
): TypeCheck {
  const nothing = { type: [], whenTrue: nothingKnown, whenFalse: nothingKnown };
  const found = engine.check(source, returns);
  if (found.some(({ kind }) => kind !== 'type')) {
    return {
      ...nothing,
      problems: found.map(problem => withHint(problem, source, environment)),
    };
  }
  const checker = new TypeChecker(allowsMissing ?? false);
  const scope = toScope(environment, known);
  const root = parse(source);
  const { type, whenTrue, whenFalse } = checkAnswer(
    checker,
    root,
    scope,
    returns,
  );
  return {
    problems: checker.problems.length > 0 ? checker.problems : found,
    type,
    whenTrue: assume(scope.known, whenTrue),
    whenFalse: assume(scope.known, whenFalse),
  };
}
