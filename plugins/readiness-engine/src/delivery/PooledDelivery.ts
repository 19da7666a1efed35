import {
  DeliveredChange,
  DeliveryCoverage,
  DeliveryIncident,
  DeliveryRecord,
  ProductionDeployment,
} from './DeliveryRecord';
import { eachInSteps, Steps } from './Steps';

/** A deployment with what can be said about its failure. */
export interface PooledDeployment {
  readonly at: number;
  /** Its commit, else its digest; null: unknown. */
  readonly version: string | null;
  /** Can a failure of it be seen at all? */
  readonly isWatched: boolean;
  /** Is it told of some deployment of its entity whether it was planned? */
  readonly isTold: boolean;
  readonly unplanned: boolean;
  readonly failed: boolean;
  readonly recoveredAt: number | null;
}

/**
 * What several entities did together. A deployment, change or incident that several of them know
 * (entities of one repository, an incident of two services) counts once: the same id at the same
 * time.
 */
export class PooledDelivery {
  private constructor(
    readonly deployments: readonly PooledDeployment[],
    readonly changes: readonly DeliveredChange[],
    readonly incidents: readonly DeliveryIncident[],
  ) {}

  /** @param records - of different entities */
  static *pool(records: readonly DeliveryRecord[]): Steps<PooledDelivery> {
    const deployments = new Map<string, PooledDeployment>();
    const changes = new Map<string, DeliveredChange>();
    const incidents = new Map<string, DeliveryIncident>();
    for (const { coverage, ...record } of records) {
      yield* eachInSteps(record.deployments, it => {
        const key = JSON.stringify([it.id, it.environment, it.at]);
        deployments.set(key, join(deployments.get(key), it, coverage));
      });
      yield* eachInSteps(record.changes, it => {
        const key = JSON.stringify([it.id, it.mergedAt]);
        const known = changes.get(key);
        if (!known || isEarlier(it.deployedAt, known.deployedAt)) {
          changes.set(key, it);
        }
      });
      yield* eachInSteps(record.incidents, it => {
        incidents.set(JSON.stringify([it.id, it.detectedAt]), it);
      });
    }
    return new PooledDelivery(
      [...deployments.values()],
      [...changes.values()],
      [...incidents.values()],
    );
  }
}

function isEarlier(one: number | null, other: number | null): boolean {
  return one !== null && (other === null || one < other);
}

/** One that failed for one of the entities failed; it was recovered from when the last one says so. */
function join(
  known: PooledDeployment | undefined,
  { at, commit, digest, planned, failure }: ProductionDeployment,
  coverage: DeliveryCoverage,
): PooledDeployment {
  const own: PooledDeployment = {
    at,
    version: commit ?? digest,
    isWatched: coverage.failures,
    isTold: coverage.planned,
    unplanned: planned === false,
    failed: failure !== null,
    recoveredAt: failure?.recoveredAt ?? null,
  };
  if (!known) {
    return own;
  }
  const failed = [known, own].filter(it => it.failed);
  const ends = failed.map(it => it.recoveredAt);
  return {
    at,
    version: known.version ?? own.version,
    isWatched: known.isWatched || own.isWatched,
    isTold: known.isTold || own.isTold,
    unplanned: known.unplanned || own.unplanned,
    failed: failed.length > 0,
    recoveredAt:
      failed.length && ends.every(it => it !== null)
        ? Math.max(...(ends as number[]))
        : null,
  };
}
