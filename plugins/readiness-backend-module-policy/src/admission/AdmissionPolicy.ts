import {
  PolicyCel,
  PolicyExpression,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { selectorMatches } from '../kubernetes/LabelSelector';
import {
  AdmissionBindingSpec,
  AdmissionPolicySpec,
  MatchResources,
} from './admissionSchemas';

/**
 * An expression that was compiled, or why it could not be.
 */
export type CompiledExpression = {
  source: string;
} & ({ expression: PolicyExpression } | { reason: string });

/** One validation of a policy. */
export interface CompiledValidation {
  condition: CompiledExpression;
  message: string | null;
  messageExpression: CompiledExpression | null;
}

/** Parameters under which a policy runs. */
export interface PolicyParams {
  /** Where the binding narrows the policy down. */
  matchResources: MatchResources | null;
  /**
   * `null` where the policy takes no parameters. `missing`: the binding names
   * some that are not there, and then nothing can be said.
   */
  params: KubernetesObject | null | 'missing';
}

/**
 * A policy that is ready to run.
 */
export interface AdmissionPolicy {
  name: string;
  matchConstraints: MatchResources;
  matchConditions: Array<{ name: string; condition: CompiledExpression }>;
  /** In order: each may read those before it. */
  variables: Array<{ name: string; value: CompiledExpression }>;
  validations: CompiledValidation[];
  /** One entry for each binding and parameter object; one without either where there is no binding. */
  bindings: PolicyParams[];
}

/** A path into the policy's document, and what is wrong with the expression there. */
export interface ExpressionProblem {
  path: Array<string | number>;
  message: string;
}

/**
 * Compiles the expressions of a policy. One that cannot be compiled (it uses a
 * function that only an API server has, or is no CEL) is kept with the reason:
 * what depends on it is unknown, and everything else still runs.
 *
 * @returns the policy without bindings, and the expressions that cannot run
 */
export function compileAdmissionPolicy(
  name: string,
  spec: AdmissionPolicySpec,
  cel: PolicyCel,
): {
  policy: Omit<AdmissionPolicy, 'bindings'>;
  problems: ExpressionProblem[];
} {
  const problems: ExpressionProblem[] = [];
  const compile = (
    source: string,
    returns: 'bool' | 'string' | 'dyn',
    path: Array<string | number>,
  ): CompiledExpression => {
    try {
      return { source, expression: cel.compile(source, { returns }) };
    } catch (error) {
      const reason = (error as Error).message.slice(0, 500);
      problems.push({ path: ['spec', ...path], message: reason });
      return { source, reason };
    }
  };
  return {
    problems,
    policy: {
      name,
      matchConstraints: spec.matchConstraints,
      matchConditions: (spec.matchConditions ?? []).map((it, index) => ({
        name: it.name,
        condition: compile(it.expression, 'bool', [
          'matchConditions',
          index,
          'expression',
        ]),
      })),
      variables: (spec.variables ?? []).map((it, index) => ({
        name: it.name,
        value: compile(it.expression, 'dyn', [
          'variables',
          index,
          'expression',
        ]),
      })),
      validations: spec.validations.map((it, index) => ({
        condition: compile(it.expression, 'bool', [
          'validations',
          index,
          'expression',
        ]),
        message: it.message ?? null,
        messageExpression: it.messageExpression
          ? compile(it.messageExpression, 'string', [
              'validations',
              index,
              'messageExpression',
            ])
          : null,
      })),
    },
  };
}

/**
 * The parameters under which a binding runs its policy.
 *
 * @param binding - as written
 * @param spec - of the policy
 * @param objects - everything that lies beside the policies
 * @returns several where the binding selects several objects; none where it
 *   finds none and says `parameterNotFoundAction: Allow`
 */
export function bindingParams(
  binding: AdmissionBindingSpec,
  spec: AdmissionPolicySpec,
  objects: readonly KubernetesObject[],
): PolicyParams[] {
  const matchResources = binding.matchResources ?? null;
  const { paramRef } = binding;
  const { paramKind } = spec;
  if (!paramKind) {
    return [{ matchResources, params: null }];
  }
  if (!paramRef) {
    return [{ matchResources, params: 'missing' }];
  }
  const found = objects.filter(
    object =>
      object.apiVersion === paramKind.apiVersion &&
      object.kind === paramKind.kind &&
      (!paramRef.namespace || object.namespace === paramRef.namespace) &&
      (paramRef.name
        ? object.name === paramRef.name
        : Boolean(paramRef.selector) &&
          selectorMatches(paramRef.selector, {
            labels: object.labels,
            complete: true,
          }) === true),
  );
  if (found.length === 0) {
    return paramRef.parameterNotFoundAction === 'Allow'
      ? []
      : [{ matchResources, params: 'missing' }];
  }
  return found.map(params => ({ matchResources, params }));
}
