import {
  DeliveryFact,
  IncidentsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { deliveryMetrics } from './deliveryMetrics';
import { DeliveryIncident, DeliveryRecord } from './DeliveryRecord';
import { LocalDays } from './LocalDays';
import { byTime } from './moments';
import { weekdayRisks } from './weekdayRisks';

const productionDays = 30;
const incidentDays = 365;
/** Most deployments that a fact lists. */
const maxListed = 200;

/**
 * Most incidents that a fact lists.
 *
 * @public
 */
export const maxListedIncidents = 200;

function toTime(time: number): string;
function toTime(time: number | null): string | null;
function toTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/**
 * Makes the fact of the collector `delivery`.
 *
 * @param record - of one entity; of as many days as `days` and the history of weekdays ask for
 * @param options.now - its day in the time zone is the last one that is counted, to its end
 * @param options.days - length of the window; shorter where the first event is younger
 * @param options.timeZone - IANA name of the zone in which days are counted
 * @param options.since - first event ever, if the record does not reach so far; milliseconds
 * @returns null where no event is known
 * @public
 */
export function toDeliveryFact(
  record: DeliveryRecord,
  options: { now: Date; days: number; timeZone: string; since?: number },
): DeliveryFact | null {
  const first = Math.min(record.since ?? Infinity, options.since ?? Infinity);
  if (!Number.isFinite(first)) {
    return null;
  }
  const zone = new LocalDays(options.timeZone);
  const today = zone.dayAt(options.now.getTime());
  const since = Math.min(zone.dayAt(first), today);
  const days = Math.max(1, Math.min(options.days, today - since + 1));
  const end = zone.startOf(today + 1);
  const metrics = deliveryMetrics([{ ...record, since: first }], {
    from: new Date(zone.startOf(today - days + 1)),
    to: new Date(end),
  });
  const from = zone.startOf(today - productionDays + 1);
  return {
    days,
    since: zone.toDate(since),
    ...metrics,
    weekdays: weekdayRisks([record], {
      today: zone.toDate(today),
      days: options.days,
      timeZone: options.timeZone,
    }).filter(it => it.deployments > 0),
    production: record.deployments
      .filter(({ at }) => at >= from && at < end)
      .slice(-maxListed)
      .reverse()
      .map(it => ({
        id: it.id,
        at: toTime(it.at),
        environment: it.environment,
        commit: it.commit,
        approved: it.approved,
        run: it.run,
        digest: it.digest,
        ranBeforeIn: it.ranBeforeIn,
      })),
  };
}

/** Minutes from the detection to the first update; one that came before the detection came at once. */
function minutesToFirstUpdate(incident: DeliveryIncident): number | null {
  return incident.firstUpdateAt === null
    ? null
    : Math.max(0, incident.firstUpdateAt - incident.detectedAt) / 60_000;
}

/** An incident that several entities have is one: always the same of what they tell. */
function uniteIncidents(
  lists: readonly (readonly DeliveryIncident[])[],
): DeliveryIncident[] {
  const known = new Map<string, DeliveryIncident>();
  for (const it of lists.flat()) {
    const key = JSON.stringify([it.id, it.detectedAt]);
    const other = known.get(key);
    if (!other || JSON.stringify(other) < JSON.stringify(it)) {
      known.set(key, it);
    }
  }
  return [...known.values()].sort(byTime(it => it.detectedAt));
}

/**
 * Makes the fact of the collector `incidents`.
 *
 * @param incidents - lists of one entity each, of all that a group owns: an incident of several
 *   entities counts once
 * @param options.now - its day in the time zone is the last one that is counted, to its end
 * @param options.timeZone - IANA name of the zone in which days are counted
 * @param options.since - first event of an incident, in milliseconds
 * @public
 */
export function toIncidentsFact(
  incidents: readonly (readonly DeliveryIncident[])[],
  options: { now: Date; timeZone: string; since: number },
): IncidentsFact {
  const zone = new LocalDays(options.timeZone);
  const today = zone.dayAt(options.now.getTime());
  const from = zone.startOf(today - incidentDays + 1);
  const end = zone.startOf(today + 1);
  const all = uniteIncidents(incidents);
  const listed = all
    .filter(({ detectedAt }) => detectedAt >= from && detectedAt < end)
    .slice(-maxListedIncidents)
    .reverse();
  return {
    since: zone.toDate(Math.min(zone.dayAt(options.since), today)),
    updatesObserved: all.some(it => it.sendsUpdates),
    incidents: listed.map(it => ({
      id: it.id,
      url: it.url,
      severity: it.severity,
      detectedAt: toTime(it.detectedAt),
      mitigatedAt: toTime(it.mitigatedAt),
      resolvedAt: toTime(it.resolvedAt),
      minutesToFirstUpdate: minutesToFirstUpdate(it),
      postmortemUrl: it.postmortemUrl,
      postmortemAt: toTime(it.postmortemAt),
    })),
  };
}
