/** Times are milliseconds since 1970-01-01, UTC. */

/**
 * A change that was merged.
 *
 * @public
 */
export interface DeliveredChange {
  readonly id: string;
  readonly mergedAt: number;
  /** Its oldest commit; null where the source tells of none. */
  readonly firstCommitAt: number | null;
  /** By the change itself or an approval of it; null: nothing is told. */
  readonly approved: boolean | null;
  /** When the first production deployment that brought it was finished; null: none did so far. */
  readonly deployedAt: number | null;
}

/**
 * Why a deployment counts as failed: it was rolled back, mended by an unplanned deployment, or is
 * what an incident came of.
 *
 * @public
 */
export type FailureReason = 'rolled-back' | 'mended' | 'incident';

/**
 * How a deployment failed.
 *
 * @public
 */
export interface DeploymentFailure {
  /** At least one, in the order of {@link FailureReason}. */
  readonly reasons: readonly FailureReason[];
  /** Ids of the incidents that count for it, sorted. */
  readonly incidents: readonly string[];
  /** Null: no end is known. */
  readonly recoveredAt: number | null;
}

/**
 * A deployment that reached production.
 *
 * @public
 */
export interface ProductionDeployment {
  readonly id: string;
  readonly environment: string;
  /** When it was finished. */
  readonly at: number;
  readonly startedAt: number | null;
  /** As the deployment says, else by its artifact; null: unknown. */
  readonly commit: string | null;
  readonly artifact: string | null;
  readonly digest: string | null;
  /** http(s) link to the pipeline run, or null. */
  readonly run: string | null;
  /** Is an approval on record, of the deployment or of all the changes that it brought? */
  readonly approved: boolean;
  /** False: it mends what users were shown. Null: not told. */
  readonly planned: boolean | null;
  /** Lower environment in which the same digest had been deployed before; or null. */
  readonly ranBeforeIn: string | null;
  /** Ids of the changes that it was the first to bring to production, by their merge. */
  readonly changes: readonly string[];
  /** Null: it did not fail, as far as is known. */
  readonly failure: DeploymentFailure | null;
}

/**
 * An incident with its phases.
 *
 * @public
 */
export interface DeliveryIncident {
  readonly id: string;
  readonly title: string | null;
  /** http(s) link, or null. */
  readonly url: string | null;
  /** 1 is the worst; null: none is given, or none that the rules know. */
  readonly severity: number | null;
  /** First detection; where none is told, the first that was heard of it. */
  readonly detectedAt: number;
  readonly acknowledgedAt: number | null;
  /** After the last reopening; null: not mitigated, or not told. */
  readonly mitigatedAt: number | null;
  /** After the last reopening; null while open. */
  readonly resolvedAt: number | null;
  /** First status update; null: none. */
  readonly firstUpdateAt: number | null;
  /** Does its source tell of status updates? */
  readonly sendsUpdates: boolean;
  /** http(s) link, or null. */
  readonly postmortemUrl: string | null;
  readonly postmortemAt: number | null;
  /** Id of the deployment that it names, known or not; null: it names none. */
  readonly namedDeployment: string | null;
}

/**
 * Releases were frozen.
 *
 * @public
 */
export interface ReleaseFreeze {
  readonly at: number;
  readonly title: string;
  /** What it answers, or null. */
  readonly about: string | null;
}

/**
 * Which events arrive at all. What never arrives cannot be measured; zero of what arrives can.
 *
 * @public
 */
export interface DeliveryCoverage {
  /** Some change is known. */
  readonly changes: boolean;
  /** Some change with the times of its commits is known. */
  readonly commits: boolean;
  /** Some deployment that reached production is known. */
  readonly deployments: boolean;
  /** Some deployment that reached production tells whether it was planned. */
  readonly planned: boolean;
  /** Some roll-back, incident, or word on planning is known: failures can be seen. */
  readonly failures: boolean;
  /** Some source tells of status updates of incidents. */
  readonly updates: boolean;
}

/**
 * All that the events of one entity say, folded. Lists are in the order of time, then of ids.
 *
 * @public
 */
export interface DeliveryRecord {
  readonly changes: readonly DeliveredChange[];
  readonly deployments: readonly ProductionDeployment[];
  readonly incidents: readonly DeliveryIncident[];
  readonly freezes: readonly ReleaseFreeze[];
  /** The first event; null without any. */
  readonly since: number | null;
  readonly coverage: DeliveryCoverage;
}
