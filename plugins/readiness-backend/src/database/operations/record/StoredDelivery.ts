/**
 * What metrics of delivery are computed of, one text an entity, so that those of a team need neither
 * its events nor a row a deployment: lists of lists in JSON, ids as short digests. Ids serve only to
 * count once what several entities know.
 */
import { createHash } from 'node:crypto';
import {
  DeliveryCoverage,
  DeliveryRecord,
} from '@team-readiness/backstage-plugin-readiness-engine';

/** The most of one entity that are kept, the newest. */
const most = { deployments: 5_000, changes: 10_000, incidents: 2_000 };

type Deployment = [
  id: string,
  environment: string,
  at: number,
  planned: boolean | null,
  failed: boolean,
  recoveredAt: number | null,
  version: string | null,
];
type Change = [
  id: string,
  mergedAt: number,
  firstCommitAt: number | null,
  deployedAt: number | null,
];
type Incident = [
  id: string,
  detectedAt: number,
  mitigatedAt: number | null,
  resolvedAt: number | null,
];

interface StoredDelivery {
  since: number | null;
  coverage: DeliveryCoverage;
  deployments: Deployment[];
  changes: Change[];
  incidents: Incident[];
}

/**
 * Packs a record.
 *
 * @returns null where no event is known
 */
export function packDelivery(record: DeliveryRecord): string | null {
  if (record.since === null) {
    return null;
  }
  const stored: StoredDelivery = {
    since: wholeSince(record.since, record),
    coverage: record.coverage,
    deployments: record.deployments
      .slice(-most.deployments)
      .map(({ id, environment, at, planned, failure, commit, digest }) => [
        shorten(id),
        environment,
        at,
        planned,
        failure !== null,
        failure?.recoveredAt ?? null,
        shortenKnown(commit ?? digest),
      ]),
    changes: record.changes
      .slice(-most.changes)
      .map(it => [
        shorten(it.id),
        it.mergedAt,
        it.firstCommitAt,
        it.deployedAt,
      ]),
    incidents: record.incidents
      .slice(-most.incidents)
      .map(it => [
        shorten(it.id),
        it.detectedAt,
        it.mitigatedAt,
        it.resolvedAt,
      ]),
  };
  return JSON.stringify(stored);
}

/** Of what is older than the first one that is kept some is missing. */
function wholeSince(since: number, record: DeliveryRecord): number {
  const { deployments, changes, incidents } = record;
  const begins = [
    deployments.length > most.deployments &&
      deployments[deployments.length - most.deployments].at,
    changes.length > most.changes &&
      changes[changes.length - most.changes].mergedAt,
    incidents.length > most.incidents &&
      incidents[incidents.length - most.incidents].detectedAt,
  ];
  return Math.max(since, ...begins.map(Number));
}

/**
 * Reads what {@link packDelivery} wrote. What metrics do not ask for is null or empty.
 *
 * @param text - of `track_record_states.delivery`
 */
export function unpackDelivery(text: string): DeliveryRecord {
  const stored = JSON.parse(text) as StoredDelivery;
  return {
    since: stored.since,
    coverage: stored.coverage,
    freezes: [],
    deployments: stored.deployments.map(
      ([id, environment, at, planned, failed, recoveredAt, version]) => ({
        id,
        environment,
        at,
        planned,
        failure: failed ? { reasons: [], incidents: [], recoveredAt } : null,
        startedAt: null,
        commit: version,
        artifact: null,
        digest: null,
        run: null,
        approved: false,
        ranBeforeIn: null,
        changes: [],
      }),
    ),
    changes: stored.changes.map(
      ([id, mergedAt, firstCommitAt, deployedAt]) => ({
        id,
        mergedAt,
        firstCommitAt,
        deployedAt,
        approved: null,
      }),
    ),
    incidents: stored.incidents.map(
      ([id, detectedAt, mitigatedAt, resolvedAt]) => ({
        id,
        detectedAt,
        mitigatedAt,
        resolvedAt,
        title: null,
        url: null,
        severity: null,
        acknowledgedAt: null,
        firstUpdateAt: null,
        sendsUpdates: false,
        postmortemUrl: null,
        postmortemAt: null,
        namedDeployment: null,
      }),
    ),
  };
}

function shortenKnown(version: string | null): string | null {
  return version === null ? null : shorten(version);
}

function shorten(id: string): string {
  return id.length <= 16
    ? id
    : createHash('sha256').update(id).digest('base64url').slice(0, 16);
}
