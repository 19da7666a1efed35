import { KubernetesObject } from '../kubernetes/KubernetesObject';

/**
 * A policy in a language that is not run here.
 *
 * @returns why, and what to do, in one or two sentences; null for anything else
 */
export function whyPolicyIsNotRun({
  group,
  kind,
}: KubernetesObject): string | null {
  const isKyverno = group === 'kyverno.io' || group === 'policies.kyverno.io';
  if (isKyverno && kind.endsWith('Policy')) {
    return `A ${kind} is run by Kyverno alone. What Kyverno makes of it is read out of its reports: readiness.policy.reports.`;
  }
  if (group === 'templates.gatekeeper.sh') {
    return `A ${kind} is run by Gatekeeper alone. The results of its audit are read out of its constraints (readiness.policy.reports); its Rego can be compiled (readiness.policy.rego).`;
  }
  return kind === 'MutatingAdmissionPolicy'
    ? `A ${kind} changes objects and judges none.`
    : null;
}
