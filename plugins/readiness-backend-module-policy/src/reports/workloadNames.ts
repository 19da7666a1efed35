/**
 * The names of workloads behind an object's name.
 *
 * Policy engines report on Pods and ReplicaSets, whose names Kubernetes makes
 * from the workload's: `shop-7d9f8c6b5-x2x4k` is a Pod of `shop-7d9f8c6b5`, a
 * ReplicaSet of the Deployment `shop`. Suffixes are made of an alphabet without
 * vowels and look-alikes (k8s.io/apimachinery, util/rand).
 */
const alphabet = '[bcdfghjklmnpqrstvwxz2456789]';
const podSuffix = new RegExp(`^(.+)-${alphabet}{5}$`);
const hashSuffix = new RegExp(`^(.+)-${alphabet}{1,10}$`);
const ordinalSuffix = /^(.+)-\d{1,5}$/;
const timeSuffix = /^(.+)-\d{8,10}$/;

/** Kinds of objects that run a service; only these are found by the name of an entity. */
export const workloadKinds: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'ReplicaSet',
  'Rollout',
  'Service',
  'StatefulSet',
]);

function stripped(name: string, suffix: RegExp): string[] {
  const base = suffix.exec(name)?.[1];
  return base ? [base] : [];
}

/**
 * Names under which an object may be looked for: its own first, then those of
 * the workloads that may have made it.
 *
 * @param kind - e.g. `Pod`
 * @param name - e.g. `shop-7d9f8c6b5-x2x4k`
 */
export function workloadNames(kind: string, name: string): string[] {
  const names = [name];
  if (kind === 'ReplicaSet') {
    names.push(...stripped(name, hashSuffix));
  } else if (kind === 'Job') {
    names.push(...stripped(name, timeSuffix));
  } else if (kind === 'Pod') {
    for (const owner of stripped(name, podSuffix)) {
      names.push(
        owner,
        ...stripped(owner, hashSuffix),
        ...stripped(owner, timeSuffix),
      );
    }
    names.push(...stripped(name, ordinalSuffix));
  }
  return [...new Set(names)];
}
