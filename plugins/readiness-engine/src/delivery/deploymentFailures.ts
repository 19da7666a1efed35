import {
  DeliveryIncident,
  DeploymentFailure,
  FailureReason,
} from './DeliveryRecord';
import { DeploymentState } from './DeploymentState';
import { LandedDeployment } from './LandedDeployment';
import { compareText, lastUpTo } from './moments';

const hour = 3_600_000;
const reasonsInOrder: readonly FailureReason[] = [
  'rolled-back',
  'mended',
  'incident',
];

/** Why one deployment counts as failed. */
class Failure {
  readonly reasons = new Set<FailureReason>();
  readonly incidents: DeliveryIncident[] = [];
  rolledBackAt: number | null = null;
}

/** The deployment that an incident counts for. */
function causeOf(
  incident: DeliveryIncident,
  deployments: readonly LandedDeployment[],
  byId: ReadonlyMap<string, readonly LandedDeployment[]>,
  window: number,
): LandedDeployment | undefined {
  if (incident.namedDeployment !== null) {
    const named = byId.get(incident.namedDeployment) ?? [];
    return named[Math.max(lastUpTo(named, incident.detectedAt), 0)];
  }
  const last = deployments[lastUpTo(deployments, incident.detectedAt)];
  return last && window > 0 && incident.detectedAt - last.at <= window
    ? last
    : undefined;
}

function group(
  deployments: readonly LandedDeployment[],
  key: (deployment: LandedDeployment) => string,
): Map<string, LandedDeployment[]> {
  const groups = new Map<string, LandedDeployment[]>();
  for (const deployment of deployments) {
    const members = groups.get(key(deployment));
    if (members) {
      members.push(deployment);
    } else {
      groups.set(key(deployment), [deployment]);
    }
  }
  return groups;
}

/** When the harm of all these incidents was over; null while one of them lasts, or without any. */
function endOf(incidents: readonly DeliveryIncident[]): number | null {
  const ends = incidents.map(it => it.mitigatedAt ?? it.resolvedAt);
  return ends.length && ends.every(it => it !== null)
    ? ends.reduce((one, other) => Math.max(one as number, other as number))
    : null;
}

/**
 * Finds the deployments that failed, and when each was recovered from.
 *
 * A deployment failed if it was rolled back (by its own id, or by a roll-back of its environment
 * that has an id of its own: then it is the latest one there), if the next one in its environment
 * was unplanned, or if an incident names it or, naming none, was detected within the window after
 * it. It was recovered from at the earliest of: the end of its roll-back; the mitigation (else the
 * resolution) of the last of its incidents; the next unplanned deployment of its environment that
 * did not fail, or, where no incident tells of it, the next deployment that did not.
 *
 * @param deployments - of production, in the order of time
 * @param rollBacks - roll-backs in production that have an id of their own
 * @param windowHours - see `DeliveryRules.incidentWindowHours`
 */
export function deploymentFailures(
  deployments: readonly LandedDeployment[],
  rollBacks: readonly DeploymentState[],
  incidents: readonly DeliveryIncident[],
  windowHours: number,
): ReadonlyMap<LandedDeployment, DeploymentFailure> {
  const failures = new Map<LandedDeployment, Failure>();
  const fail = (deployment: LandedDeployment, reason: FailureReason) => {
    const failure = failures.get(deployment) ?? new Failure();
    failures.set(deployment, failure);
    failure.reasons.add(reason);
    return failure;
  };
  const places = group(deployments, it => it.state.environment.toLowerCase());
  for (const place of places.values()) {
    place.forEach((deployment, index) => {
      if (deployment.state.rolledBackAt !== null) {
        fail(deployment, 'rolled-back').rolledBackAt =
          deployment.state.rolledBackAt;
      }
      if (deployment.state.planned.value === false && index > 0) {
        fail(place[index - 1], 'mended');
      }
    });
  }
  takeBack(rollBacks, places, fail);
  const byId = group(deployments, it => it.id);
  for (const incident of incidents) {
    const cause = causeOf(incident, deployments, byId, windowHours * hour);
    if (cause) {
      fail(cause, 'incident').incidents.push(incident);
    }
  }
  const ends = new Map<LandedDeployment, DeploymentFailure>();
  for (const place of places.values()) {
    // From the last one backwards, each step knows the next good ones.
    let good: number | null = null;
    let mended: number | null = null;
    for (const deployment of [...place].reverse()) {
      const failure = failures.get(deployment);
      if (failure) {
        const known = [
          failure.rolledBackAt,
          endOf(failure.incidents),
          failure.incidents.length ? mended : good,
        ].filter((it): it is number => it !== null);
        ends.set(deployment, {
          reasons: reasonsInOrder.filter(it => failure.reasons.has(it)),
          incidents: failure.incidents.map(it => it.id).sort(compareText),
          recoveredAt: known.length
            ? Math.max(deployment.at, Math.min(...known))
            : null,
        });
      } else {
        good = deployment.at;
        if (deployment.state.planned.value === false) {
          mended = deployment.at;
        }
      }
    }
  }
  return ends;
}

/** Each roll-back takes back the latest deployment of its environment that still stands. */
function takeBack(
  rollBacks: readonly DeploymentState[],
  places: ReadonlyMap<string, readonly LandedDeployment[]>,
  fail: (deployment: LandedDeployment, reason: FailureReason) => Failure,
): void {
  const inOrder = rollBacks
    .map(it => ({ id: it.id, at: it.rolledBackAt as number, state: it }))
    .sort((one, other) => one.at - other.at || compareText(one.id, other.id));
  const standing = new Map<
    string,
    { next: number; stack: LandedDeployment[] }
  >();
  for (const { at, state } of inOrder) {
    const name = state.environment.toLowerCase();
    const place = places.get(name) ?? [];
    const known = standing.get(name) ?? { next: 0, stack: [] };
    standing.set(name, known);
    for (; place[known.next]?.at <= at; known.next += 1) {
      if (place[known.next].state.rolledBackAt === null) {
        known.stack.push(place[known.next]);
      }
    }
    const last = known.stack.pop();
    if (last) {
      fail(last, 'rolled-back').rolledBackAt = at;
    }
  }
}
