/**
 * Runs one policy over one manifest, as an API server would when the object is
 * created, as far as that can be known without one.
 *
 * Guarantees: never throws. `pass` only if every validation answered true; what
 * needs the admission request, the authorizer, parameters or a namespace that
 * are not there, and every expression that fails, makes the outcome `unknown`
 * whatever the policy's `failurePolicy` is; unless some validation answered
 * false, which is a `fail` either way.
 */
import { JsonObject } from '@backstage/types';
import { isNamespaced } from '../kubernetes/kinds';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { Severity, severityRank } from '../reports/reportSchemas';
import {
  AdmissionPolicy,
  CompiledExpression,
  CompiledValidation,
  findParams,
  PolicyParams,
} from './AdmissionPolicy';
import { matchResources, ObjectNamespace } from './matchResources';

/** What a policy says about an object. */
export interface AdmissionOutcome {
  outcome: 'pass' | 'fail' | 'unknown';
  /** Empty for `pass`. At most 1,000 characters. */
  message: string;
  /** Only of a `fail`: the worst of the bindings under which it fails. */
  severity?: Severity;
}

/** What is known around a manifest. */
export interface AdmissionSurroundings {
  /** The Namespace manifests beside it, by name. */
  namespaces: ReadonlyMap<string, KubernetesObject>;
  /** The namespace of objects that name none; null where that is not known. */
  defaultNamespace: string | null;
  /** All manifests of the entity, among which parameters may be; default: none. */
  manifests?: readonly KubernetesObject[];
}

const maxMessage = 1_000;
/** How the reason begins why a variable has no value; it is passed on as it is. */
const variablePrefix = 'Variable ';

const pass: AdmissionOutcome = { outcome: 'pass', message: '' };

/** What an expression answered, or why it has no answer. */
type Answer = { value: unknown } | { reason: string };

function unknown(reason: string): AdmissionOutcome {
  return { outcome: 'unknown', message: reason.slice(0, maxMessage) };
}

function namespaceOf(
  object: KubernetesObject,
  surroundings: AdmissionSurroundings,
): { known: ObjectNamespace; manifest: KubernetesObject | undefined } {
  const name = object.namespace ?? surroundings.defaultNamespace;
  const manifest =
    name === null ? undefined : surroundings.namespaces.get(name);
  return {
    manifest,
    known: {
      name,
      labels: {
        labels: {
          ...manifest?.labels,
          ...(name === null ? {} : { 'kubernetes.io/metadata.name': name }),
        },
        complete: manifest !== undefined,
      },
    },
  };
}

const missingReasons: Record<string, string> = {
  request: 'It reads the admission request, which only an API server has.',
  authorizer: 'It asks the authorizer, which only an API server has.',
  params:
    'It reads parameters, and no binding gives it any that are here, in the API version that the policy names.',
  namespaceObject:
    'It reads the namespace, whose manifest is not among the files.',
};

/** Reads nothing of the namespace but its name. */
function readsOnlyNamespaceName(source: string): boolean {
  return !/\bnamespaceObject\b(?!\s*\.\s*metadata\s*\.\s*name\b)/.test(source);
}

/** The evaluation of one policy over one object with one set of parameters. */
class Evaluation {
  readonly #given: Record<string, unknown>;
  readonly #namespaceName: string | null;
  /** While a variable is computed: only those before it may be read. */
  #computing: number | null = null;

  constructor(
    policy: Omit<AdmissionPolicy, 'bindings'>,
    object: KubernetesObject,
    params: PolicyParams['params'],
    namespace: ReturnType<typeof namespaceOf>,
  ) {
    const inCluster = isNamespaced(object.group, object.kind) === false;
    this.#given = { object: object.data, oldObject: null };
    if (params !== 'missing') {
      this.#given.params = params?.data ?? null;
    }
    if (inCluster) {
      this.#given.namespaceObject = null;
    } else if (namespace.manifest) {
      this.#given.namespaceObject = namespace.manifest.data;
    }
    this.#namespaceName = inCluster ? null : namespace.known.name;
    this.#given.variables = this.#variables(policy);
  }

  /** Runs an expression; an answer of the wrong type is none. */
  answer(compiled: CompiledExpression, type: 'boolean' | 'string'): Answer {
    try {
      const value = this.#run(compiled);
      return typeof value === type
        ? { value }
        : { reason: `The expression does not answer with a ${type}.` };
    } catch (error) {
      return { reason: reasonOf(error) };
    }
  }

  #run(compiled: CompiledExpression): unknown {
    if (!('expression' in compiled)) {
      throw new Error(compiled.reason);
    }
    const { expression, source } = compiled;
    const given = { ...this.#given };
    if (
      !Object.hasOwn(given, 'namespaceObject') &&
      this.#namespaceName !== null &&
      expression.reads.has('namespaceObject') &&
      readsOnlyNamespaceName(source)
    ) {
      given.namespaceObject = { metadata: { name: this.#namespaceName } };
    }
    return expression.run(given);
  }

  #variables(policy: Omit<AdmissionPolicy, 'bindings'>): JsonObject {
    const variables = {};
    policy.variables.forEach(({ name, value }, index) => {
      let computed: { value: unknown } | { error: unknown } | undefined;
      Object.defineProperty(variables, name, {
        enumerable: true,
        configurable: true,
        get: () => {
          if (this.#computing !== null && index >= this.#computing) {
            throw new Error(
              `${variablePrefix}${name} is read before it is defined.`,
            );
          }
          computed ??= this.#compute(name, value, index);
          if ('error' in computed) {
            throw computed.error;
          }
          return computed.value;
        },
      });
    });
    return variables;
  }

  #compute(
    name: string,
    value: CompiledExpression,
    index: number,
  ): { value: unknown } | { error: unknown } {
    const outer = this.#computing;
    this.#computing = index;
    try {
      return { value: this.#run(value) };
    } catch (error) {
      return {
        error: new Error(`${variablePrefix}${name}. ${reasonOf(error)}`),
      };
    } finally {
      this.#computing = outer;
    }
  }
}

function reasonOf(error: unknown): string {
  const { message, missingVariable } = error as {
    message?: string;
    missingVariable?: string | null;
  };
  if (message?.startsWith(variablePrefix)) {
    return message;
  }
  return (
    (missingVariable ? missingReasons[missingVariable] : undefined) ??
    `It cannot be evaluated: ${(message ?? 'no reason given').slice(0, 500)}`
  );
}

function failureMessage(
  validation: CompiledValidation,
  evaluation: Evaluation,
): string {
  const { condition, message, messageExpression } = validation;
  if (messageExpression) {
    const answer = evaluation.answer(messageExpression, 'string');
    const text = 'value' in answer ? String(answer.value).trim() : '';
    // As in Kubernetes a text that is empty or has several lines is not taken.
    if (text !== '' && !text.includes('\n')) {
      return text;
    }
  }
  return message?.trim() || `Not true: ${condition.source.trim()}`;
}

function runBinding(
  policy: AdmissionPolicy,
  binding: PolicyParams,
  object: KubernetesObject,
  surroundings: AdmissionSurroundings,
): AdmissionOutcome | null {
  const namespace = namespaceOf(object, surroundings);
  const asked: Array<[AdmissionPolicy['matchConstraints'] | null, boolean]> = [
    [policy.matchConstraints, false],
    [binding.matchResources, true],
  ];
  let undecided: string | undefined;
  for (const [constraints, anyResource] of asked) {
    if (constraints) {
      const answer = matchResources(
        constraints,
        object,
        namespace.known,
        anyResource,
      );
      if (answer.matches === false) {
        return null;
      }
      if (answer.matches === 'unknown') {
        undecided ??= answer.reason;
      }
    }
  }

  const evaluation = new Evaluation(policy, object, binding.params, namespace);
  for (const { condition, name } of policy.matchConditions) {
    const answer = evaluation.answer(condition, 'boolean');
    if ('reason' in answer) {
      undecided ??= `Match condition ${name}. ${answer.reason}`;
    } else if (answer.value === false) {
      return null;
    }
  }
  if (undecided !== undefined) {
    return unknown(undecided);
  }

  const failures: string[] = [];
  const reasons: string[] = [];
  for (const validation of policy.validations) {
    const answer = evaluation.answer(validation.condition, 'boolean');
    if ('reason' in answer) {
      reasons.push(answer.reason);
    } else if (answer.value === false) {
      failures.push(failureMessage(validation, evaluation));
    }
  }
  if (failures.length > 0) {
    const message = [...new Set(failures)].join(' ').slice(0, maxMessage);
    return { outcome: 'fail', message, severity: binding.severity };
  }
  return reasons.length > 0 ? unknown([...new Set(reasons)].join(' ')) : pass;
}

/**
 * Runs a policy over a manifest.
 *
 * @returns null where the policy is not about the object; under several
 *   bindings the worst outcome: fail (the worst severity first), then unknown,
 *   then pass
 */
export function evaluateAdmissionPolicy(
  policy: AdmissionPolicy,
  object: KubernetesObject,
  surroundings: AdmissionSurroundings,
): AdmissionOutcome | null {
  const namespaceName = (manifest: KubernetesObject) =>
    manifest.namespace ?? surroundings.defaultNamespace;
  const outcomes = policy.bindings
    .flatMap(binding =>
      findParams(binding, object, surroundings.manifests ?? [], namespaceName),
    )
    .map(binding => runBinding(policy, binding, object, surroundings))
    .filter(it => it !== null);
  const [worst] = outcomes
    .flatMap(it => (it.severity ? [{ ...it, severity: it.severity }] : []))
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
  return (
    worst ??
    outcomes.find(it => it.outcome === 'unknown') ??
    outcomes[0] ??
    null
  );
}
