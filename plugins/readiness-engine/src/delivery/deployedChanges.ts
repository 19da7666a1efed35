import { ChangeState } from './ChangeState';
import { LandedDeployment } from './LandedDeployment';

/** Which changes which deployment brought. */
export interface DeployedChanges {
  /** Changes that a deployment was the first to bring, in the order of their merge. */
  readonly brought: ReadonlyMap<LandedDeployment, readonly ChangeState[]>;
  /** The change that a deployment names, brought by it or by an earlier one. */
  readonly heads: ReadonlyMap<LandedDeployment, ChangeState>;
  /** When a change came to production first. */
  readonly deployedAt: ReadonlyMap<ChangeState, number>;
}

function changesByName(
  changes: readonly ChangeState[],
): ReadonlyMap<string, ChangeState> {
  const named = new Map<string, ChangeState>();
  for (const change of changes) {
    for (const commit of change.commits) {
      // A commit of two changes came with the one that was merged first.
      if (!named.has(commit)) {
        named.set(commit, change);
      }
    }
  }
  for (const change of changes) {
    named.set(change.id, change);
  }
  return named;
}

/**
 * Finds which changes each production deployment brought: all those merged since the deployment
 * before, up to the merge of the change that it names, or up to its beginning where it names none
 * that is known. What had been in production already (the same commit or digest) brings nothing:
 * it is a roll-back, or one more region. Nothing is known of what came before the first known
 * deployment, so that this one brings only the change that it names.
 *
 * @param deployments - of production, in the order of time
 * @param changes - in the order of their merge
 */
export function deployedChanges(
  deployments: readonly LandedDeployment[],
  changes: readonly ChangeState[],
): DeployedChanges {
  const named = changesByName(changes);
  const brought = new Map<LandedDeployment, ChangeState[]>();
  const heads = new Map<LandedDeployment, ChangeState>();
  const deployedAt = new Map<ChangeState, number>();
  const seen = new Set<string>();
  let next = 0;
  let isFirst = true;
  for (const deployment of deployments) {
    const head =
      deployment.head === null ? undefined : named.get(deployment.head);
    if (head) {
      heads.set(deployment, head);
    }
    const versions = [
      deployment.head && `commit ${deployment.head}`,
      deployment.digest && `digest ${deployment.digest}`,
    ].filter(Boolean) as string[];
    const isKnown = versions.some(it => seen.has(it));
    versions.forEach(it => seen.add(it));
    if (isKnown) {
      continue;
    }
    const reach = head
      ? Math.min(head.mergedAt, deployment.at)
      : deployment.state.startedAt ?? deployment.at;
    const own: ChangeState[] = [];
    const bring = (change: ChangeState) => {
      if (!deployedAt.has(change)) {
        own.push(change);
        deployedAt.set(change, deployment.at);
      }
    };
    while (next < changes.length && changes[next].mergedAt <= reach) {
      if (!isFirst) {
        bring(changes[next]);
      }
      next += 1;
    }
    if (head) {
      bring(head);
    }
    isFirst = false;
    if (own.length) {
      brought.set(deployment, own);
    }
  }
  return { brought, heads, deployedAt };
}
