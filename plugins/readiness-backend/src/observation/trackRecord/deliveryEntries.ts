import {
  DeliveryIncident,
  DeliveryRecord,
  FailureReason,
  ProductionDeployment,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { durationWords, titleText, webAddress } from './recordWords';

/** What a deployment or an incident comes down to. */
export interface DeliveryEntry {
  kind: 'deployment' | 'deployment-failed' | 'incident';
  /** Epoch ms. */
  at: number;
  title: string;
  about: string | null;
  link: string | null;
  details: string | null;
  /** Of an incident, from its detection until it was mitigated or else resolved. */
  minutes: number | null;
  identity: string;
}

const minuteMs = 60_000;

const reasonWords: Record<FailureReason, string> = {
  'rolled-back': 'rolled back',
  mended: 'mended by an unplanned deployment',
  incident: 'an incident came of it',
};

/** The newest of one entity that become entries. */
const most = 5_000;

/**
 * Makes entries of the deployments to production and the incidents of an entity.
 *
 * @param record - folded of its events
 */
export function toDeliveryEntries(record: DeliveryRecord): DeliveryEntry[] {
  return [
    ...record.deployments.slice(-most).map(ofDeployment),
    ...record.incidents.slice(-most).map(ofIncident),
  ];
}

function ofDeployment(deployment: ProductionDeployment): DeliveryEntry {
  const { id, environment, at, failure, run } = deployment;
  const identity = JSON.stringify(['deployment', id, environment, at]);
  const common = {
    at,
    about: titleText(environment),
    link: webAddress(run),
    minutes: null,
    identity,
  };
  return failure
    ? {
        ...common,
        kind: 'deployment-failed',
        title: titleText(`Failed deployment ${id}`),
        details: failureWords(at, failure),
      }
    : {
        ...common,
        kind: 'deployment',
        title: titleText(`Deployment ${id}`),
        details: null,
      };
}

function failureWords(
  at: number,
  { reasons, recoveredAt }: NonNullable<ProductionDeployment['failure']>,
): string {
  const why = reasons.map(reason => reasonWords[reason]).join(', ');
  const end =
    recoveredAt === null
      ? 'no recovery is known'
      : `recovered after ${durationWords((recoveredAt - at) / minuteMs)}`;
  return `${why ? `${why[0].toUpperCase()}${why.slice(1)}; ` : ''}${end}.`;
}

function ofIncident(incident: DeliveryIncident): DeliveryEntry {
  const { id, title, severity, detectedAt, mitigatedAt, resolvedAt } = incident;
  const end = mitigatedAt ?? resolvedAt;
  const minutes =
    end === null ? null : Math.max(0, (end - detectedAt) / minuteMs);
  const over = mitigatedAt === null ? 'resolved' : 'mitigated';
  return {
    kind: 'incident',
    at: detectedAt,
    title: titleText(title ?? '') || titleText(id),
    about: titleText(id),
    link: webAddress(incident.url),
    details: `${severity === null ? 'No severity' : `Severity ${severity}`}, ${
      minutes === null ? 'not over' : `${over} after ${durationWords(minutes)}`
    }.`,
    minutes,
    identity: JSON.stringify(['incident', id, detectedAt]),
  };
}
