import { isNamespaced, resourceOfKind } from '../kubernetes/kinds';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { KnownLabels, selectorMatches } from '../kubernetes/LabelSelector';
import { MatchResources, ResourceRule } from './admissionSchemas';

/**
 * What is known of the namespace into which an object goes.
 */
export interface ObjectNamespace {
  /** Null where neither the manifest nor the entity says. */
  name: string | null;
  /** All labels are known only if its manifest is there. */
  labels: KnownLabels;
}

/** Whether a policy is about an object; `unknown` carries one plain sentence. */
export type MatchAnswer =
  | { matches: boolean }
  | { matches: 'unknown'; reason: string };

const no: MatchAnswer = { matches: false };
const yes: MatchAnswer = { matches: true };

function has(words: string[] | null | undefined, word: string): boolean {
  return (words ?? []).some(it => it === '*' || it === word);
}

// `pods`, `*`, `pods/*` and `*/*` match Pods; `pods/status` does not.
function hasResource(rule: ResourceRule, resource: string): boolean {
  return (rule.resources ?? []).some(written => {
    const [name, sub = ''] = written.split('/', 2);
    return (name === '*' || name === resource) && (sub === '' || sub === '*');
  });
}

function hasScope(
  rule: ResourceRule,
  object: KubernetesObject,
): boolean | 'unknown' {
  const { scope } = rule;
  if (!scope || scope === '*') {
    return true;
  }
  const namespaced =
    isNamespaced(object.group, object.kind) ??
    (object.namespace === null ? 'unknown' : true);
  return namespaced === 'unknown'
    ? 'unknown'
    : namespaced === (scope === 'Namespaced');
}

/**
 * `version`: it would match, were the object written in another version of its
 * group, into which an API server may turn it (`matchPolicy: Equivalent`).
 */
function ruleMatches(
  rule: ResourceRule,
  object: KubernetesObject,
): boolean | 'unknown' | 'version' {
  const named =
    has(rule.apiGroups, object.group) &&
    // A manifest is something that is going to be created.
    has(rule.operations, 'CREATE') &&
    hasResource(rule, resourceOfKind(object.kind)) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(object.name));
  if (!named || hasScope(rule, object) === false) {
    return false;
  }
  return has(rule.apiVersions, object.version)
    ? hasScope(rule, object)
    : 'version';
}

function anyRule(
  rules: ResourceRule[] | null | undefined,
  object: KubernetesObject,
): boolean | 'unknown' | 'version' {
  const answers = (rules ?? []).map(rule => ruleMatches(rule, object));
  return (
    ([true, 'unknown', 'version'] as const).find(it => answers.includes(it)) ??
    false
  );
}

function namespaceMatches(
  constraints: MatchResources,
  object: KubernetesObject,
  namespace: ObjectNamespace,
): boolean | 'unknown' {
  if (object.group === '' && object.kind === 'Namespace') {
    return selectorMatches(constraints.namespaceSelector, {
      labels: {
        ...object.labels,
        'kubernetes.io/metadata.name': object.name,
      },
      complete: true,
    });
  }
  // Objects of the cluster are in no namespace, and never left out by this selector.
  return isNamespaced(object.group, object.kind) === false
    ? true
    : selectorMatches(constraints.namespaceSelector, namespace.labels);
}

/**
 * Is a policy (or a binding) about the creation of this object?
 *
 * As in Kubernetes some resource rule has to match and no excluding one, and
 * both selectors have to select. Where a rule names another version of the
 * object's kind, only an API server knows whether it can turn the object into
 * that one: unknown, unless `matchPolicy` is `Exact`.
 *
 * @param constraints - as written
 * @param object - the manifest
 * @param namespace - what is known of its namespace
 * @param anyResource - no rules mean every resource (bindings), not none (policies)
 */
export function matchResources(
  constraints: MatchResources,
  object: KubernetesObject,
  namespace: ObjectNamespace,
  anyResource: boolean,
): MatchAnswer {
  const isExact = constraints.matchPolicy === 'Exact';
  const ruled = (rules: ResourceRule[] | null | undefined) => {
    const answer = anyRule(rules, object);
    return answer === 'version' && isExact ? false : answer;
  };
  const included =
    (anyResource && !constraints.resourceRules?.length) ||
    ruled(constraints.resourceRules);
  const excluded = ruled(constraints.excludeResourceRules);
  const selected = selectorMatches(constraints.objectSelector, {
    labels: object.labels,
    complete: true,
  });
  const inNamespace = namespaceMatches(constraints, object, namespace);
  if (
    included === false ||
    excluded === true ||
    selected === false ||
    inNamespace === false
  ) {
    return no;
  }
  if (included === 'version' || excluded === 'version') {
    return {
      matches: 'unknown',
      reason: `Its rules name another version than ${object.apiVersion}, and only an API server turns a ${object.kind} into that one.`,
    };
  }
  if (included === 'unknown' || excluded === 'unknown') {
    return {
      matches: 'unknown',
      reason: `Only the cluster knows whether a ${object.kind} lives in a namespace, on which a rule depends.`,
    };
  }
  if (inNamespace === 'unknown') {
    return {
      matches: 'unknown',
      reason: `A selector asks for labels of the namespace ${
        namespace.name ?? 'of the object'
      }, whose manifest is not among the files.`,
    };
  }
  return yes;
}
