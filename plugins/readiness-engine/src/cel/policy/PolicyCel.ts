/**
 * CEL as Kubernetes' `ValidatingAdmissionPolicy` writes it, run over manifests
 * outside of a cluster.
 *
 * What only an API server can know is absent: a caller leaves out `request`,
 * `oldObject` or `authorizer`, and an expression that needs one of them fails
 * with {@link CelEvaluationError.missingVariable}. Whole numbers become CEL
 * ints, as they are in the typed objects of Kubernetes; a number with a
 * fraction stays a double (YAML does not tell `1.0` from `1`).
 */
import { CustomErrorBase } from '@backstage/errors';
import { parse } from '@marcbachmann/cel-js';
import { CelFailure, CelProblem, CelReturns } from '../CelEngine';
import { CelNode, readCall, walkNodes } from '../celNodes';
import { GuardedCelEngine } from '../GuardedCelEngine';
import { toCelValue } from './celValues';
import { registerAddressFunctions } from './addressFunctions';
import { registerFormatFunctions } from './formatFunctions';
import { registerListFunctions } from './listFunctions';
import { registerQuantityFunctions } from './quantityFunctions';
import { registerSetFunctions } from './setFunctions';
import { registerStringFunctions } from './stringFunctions';
import { registerUrlFunctions } from './urlFunctions';
import { registerVersionFunctions } from './versionFunctions';

/**
 * Thrown by {@link PolicyCel.compile}: the expression cannot be run here.
 *
 * @public
 */
export class UnsupportedExpressionError extends CustomErrorBase {
  name = 'UnsupportedExpressionError' as const;
  /** The function or variable that is not there, or null where something else is wrong. */
  readonly subject: string | null;

  constructor(
    /** Place and kind of what is wrong. */
    readonly problem: CelProblem,
  ) {
    super(problem.message);
    this.subject = problem.subject ?? null;
  }
}

/**
 * Thrown by {@link PolicyExpression.run}.
 *
 * @public
 */
export class CelEvaluationError extends CustomErrorBase {
  name = 'CelEvaluationError' as const;
  /** The root variable that was not given, where that is the reason; else null. */
  readonly missingVariable: string | null;
  /** Offset into the expression, or null. */
  readonly position: number | null;

  constructor(failure: CelFailure) {
    super(failure.message);
    this.missingVariable = failure.missingVariable;
    this.position = failure.position;
  }
}

/**
 * A compiled expression of a policy. Immutable.
 *
 * @public
 */
export interface PolicyExpression {
  /** Those of `object`, `oldObject`, `request`, `params`, `namespaceObject`, `variables` and `authorizer` that it reads. */
  readonly reads: ReadonlySet<string>;
  /**
   * @param variables - plain JSON or YAML values, or answers of other
   *   expressions; leave out what is not known. A property with a getter is
   *   read only if the expression needs it.
   * @returns the answer; ints as bigint
   * @throws CelEvaluationError if the expression fails
   */
  run(variables: Record<string, unknown>): unknown;
}

/**
 * Compiles expressions of policies.
 *
 * @public
 */
export interface PolicyCel {
  /** @throws UnsupportedExpressionError */
  compile(
    expression: string,
    options: { returns: CelReturns },
  ): PolicyExpression;
}

const variableNames = [
  'object',
  'oldObject',
  'request',
  'params',
  'namespaceObject',
  'variables',
  'authorizer',
];

function createEngine(): GuardedCelEngine {
  return new GuardedCelEngine({
    limits: {
      maxLength: 16_384,
      maxNodes: 2_000,
      maxDepth: 60,
      maxLoops: 4,
      maxBinds: 3,
    },
    variables: Object.fromEntries(variableNames.map(name => [name, 'dyn'])),
    optionalTypes: true,
    shadowing: true,
    register(environment) {
      registerStringFunctions(environment);
      registerListFunctions(environment);
      registerSetFunctions(environment);
      registerQuantityFunctions(environment);
      registerUrlFunctions(environment);
      registerAddressFunctions(environment);
      registerVersionFunctions(environment);
      registerFormatFunctions(environment);
    },
  });
}

/** Macros of Kubernetes that cel-js does not expand. */
const absentMacros = new Set([
  'sortBy',
  'transformList',
  'transformMap',
  'transformMapEntry',
]);
/** Macros that Kubernetes also has with two variables. */
const oneVariableMacros = new Set(['all', 'exists', 'exists_one', 'existsOne']);

/** cel-js takes the variable of a macro that it does not know for one of ours: names the macro instead. */
function findAbsentMacro(source: string): CelProblem | null {
  let found: CelProblem | null = null;
  walkNodes(parse(source).ast as unknown as CelNode, node => {
    const call = readCall(node);
    const isTwoVariables =
      call && oneVariableMacros.has(call.name) && call.args.length === 3;
    if (call?.receiver && (isTwoVariables || absentMacros.has(call.name))) {
      found ??= {
        kind: 'function',
        message: isTwoVariables
          ? `there is no macro "${call.name}" with two variables`
          : `there is no macro "${call.name}"`,
        start: node.start,
        end: node.end,
        subject: call.name,
      };
    }
  });
  return found;
}

function toGiven(names: string[], variables: Record<string, unknown>) {
  try {
    return Object.fromEntries(
      names
        .filter(name => Object.hasOwn(variables, name))
        .map(name => [name, toCelValue(variables[name])]),
    );
  } catch (error) {
    throw new CelEvaluationError(
      new CelFailure((error as Error).message, null),
    );
  }
}

/**
 * Creates what compiles and runs the expressions of policies. Create it once:
 * it costs a few milliseconds.
 *
 * @public
 */
export function createPolicyCel(): PolicyCel {
  const engine = createEngine();
  return {
    compile(source, { returns }) {
      const [problem] = engine.check(source, returns);
      if (problem) {
        throw new UnsupportedExpressionError(
          (problem.kind === 'variable' ? findAbsentMacro(source) : null) ??
            problem,
        );
      }
      const expression = engine.compile(source, returns);
      const names = [...expression.reads];
      return {
        reads: expression.reads,
        run(variables) {
          const answer = engine.run(expression, toGiven(names, variables));
          if (answer instanceof CelFailure) {
            throw new CelEvaluationError(answer);
          }
          return answer;
        },
      };
    },
  };
}
