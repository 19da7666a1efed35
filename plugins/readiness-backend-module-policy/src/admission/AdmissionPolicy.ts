import {
  PolicyCel,
  PolicyExpression,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { selectorMatches } from '../kubernetes/LabelSelector';
import { Severity } from '../reports/reportSchemas';
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

/** What a binding asks for as parameters. */
export interface ParamsQuery {
  apiVersion: string;
  kind: string;
  /** As written; null where the binding names none. */
  ref: AdmissionBindingSpec['paramRef'];
  /** Objects of the kind that lie beside the policies. */
  beside: readonly KubernetesObject[];
}

/** A binding that is ready to be looked at. */
export interface PolicyBinding {
  /** Where the binding narrows the policy down. */
  matchResources: MatchResources | null;
  /** How bad a failure is under it. */
  severity: Severity;
  /** Null where the policy takes no parameters. */
  params: ParamsQuery | null;
}

/** Parameters under which a policy runs. */
export interface PolicyParams {
  matchResources: MatchResources | null;
  severity: Severity;
  /**
   * `null` where the policy takes no parameters. `missing`: the binding names
   * some that are not there, or that are of another API version, which only an
   * API server converts. Then nothing can be said.
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
  /** At least one: without any a policy is not in force. */
  bindings: PolicyBinding[];
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

/** What the actions of a binding make of a failure: refusing is worse than warning, and warning than noting. */
function severityOf(actions: readonly string[]): Severity {
  if (actions.includes('Deny')) {
    return 'high';
  }
  return actions.includes('Audit') && !actions.includes('Warn')
    ? 'low'
    : 'medium';
}

/**
 * Makes a binding ready.
 *
 * @param binding - as written
 * @param spec - of the policy
 * @param objects - everything that lies beside the policies
 */
export function compileBinding(
  binding: AdmissionBindingSpec,
  spec: AdmissionPolicySpec,
  objects: readonly KubernetesObject[],
): PolicyBinding {
  const { paramKind } = spec;
  return {
    matchResources: binding.matchResources ?? null,
    severity: severityOf(binding.validationActions ?? []),
    params: paramKind
      ? {
          ...paramKind,
          ref: binding.paramRef ?? null,
          beside: objects.filter(
            object =>
              object.apiVersion === paramKind.apiVersion &&
              object.kind === paramKind.kind,
          ),
        }
      : null,
  };
}

/**
 * The parameters under which a binding runs its policy over an object: those
 * beside the policies, and those among the manifests of the same entity, which
 * are in the cluster once these are applied.
 *
 * A reference without a namespace means that of the object among manifests, as
 * in Kubernetes, and any beside the policies, where files seldom say one.
 *
 * @param manifests - of the entity
 * @param namespaceOf - the namespace of a manifest; null where it is not known
 * @returns several where the binding selects several objects; none where it
 *   finds none and says `parameterNotFoundAction: Allow`
 */
export function findParams(
  { params: query, ...narrowed }: PolicyBinding,
  object: KubernetesObject,
  manifests: readonly KubernetesObject[],
  namespaceOf: (object: KubernetesObject) => string | null,
): PolicyParams[] {
  if (!query) {
    return [{ ...narrowed, params: null }];
  }
  const { ref, kind, apiVersion } = query;
  if (!ref) {
    return [{ ...narrowed, params: 'missing' }];
  }
  const isNamed = (candidate: KubernetesObject) =>
    ref.name
      ? candidate.name === ref.name
      : Boolean(ref.selector) &&
        selectorMatches(ref.selector, {
          labels: candidate.labels,
          complete: true,
        }) === true;
  const beside = query.beside.filter(
    it => isNamed(it) && (!ref.namespace || it.namespace === ref.namespace),
  );
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const namespace = ref.namespace ?? namespaceOf(object);
  const applied = manifests.filter(
    it =>
      it.kind === kind &&
      it.group === group &&
      isNamed(it) &&
      namespaceOf(it) === namespace,
  );
  const found = [
    ...beside,
    ...applied.map(it =>
      it.apiVersion === apiVersion ? it : ('missing' as const),
    ),
  ];
  if (found.length === 0) {
    return ref.parameterNotFoundAction === 'Allow'
      ? []
      : [{ ...narrowed, params: 'missing' }];
  }
  return found.map(params => ({ ...narrowed, params }));
}
