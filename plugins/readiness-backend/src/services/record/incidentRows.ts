import { VerdictUnknownCause } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryIncident,
  DeliveryRecord,
  medianRange,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { BriefSpans } from './BriefSpans';
import { lackOfSamples, toTwoDecimals } from './BriefValue';
import { countsDiffer, mediansDiffer } from './chance';
import { firstKnown } from './deliveryHistory';
import { DaySpan } from './Quarter';
import { BriefMetric, toRow } from './toRow';

const minuteMs = 60_000;

/** Incidents and the time until they were mitigated. */
export function incidentRows(
  records: readonly DeliveryRecord[],
  spans: BriefSpans,
): BriefMetric[] {
  const since = firstKnown(records);
  const arrive = records.some(({ incidents }) => incidents.length > 0);
  const [before, after] = [spans.before, spans.after].map(span => {
    const known = arrive && since !== null && since <= span.moments.from;
    const unfinished = spans.unfinished ? 'not-over' : null;
    const gap = arrive ? 'incomplete' : 'not-measured';
    const lack: VerdictUnknownCause | null = known ? unfinished : gap;
    const incidents = incidentsWithin(records, span);
    const count = incidents.length;
    const minutes = minutesToMitigate(incidents);
    return {
      range: medianRange(minutes),
      length: span.moments.to - span.moments.from,
      count: {
        value: known ? count : null,
        samples: count,
        lack,
      },
      minutes: {
        value: median(minutes),
        samples: minutes.length,
        lack: arrive ? lackOfSamples(minutes.length) : 'not-measured',
      },
    };
  });
  return [
    toRow({
      id: 'incidents',
      title: 'Incidents',
      unit: 'incidents',
      better: 'lower',
      kind: 'count',
      before: before.count,
      after: after.count,
      byChance: !countsDiffer(
        { count: before.count.samples, length: before.length },
        { count: after.count.samples, length: after.length },
      ),
    }),
    toRow({
      id: 'time-to-mitigate',
      title: 'Time to mitigate an incident, median',
      unit: 'minutes',
      better: 'lower',
      kind: 'amount',
      before: before.minutes,
      after: after.minutes,
      byChance: !mediansDiffer(before.range, after.range),
    }),
  ];
}

/** Those that were detected in the span; one of several entities once. */
function incidentsWithin(
  records: readonly DeliveryRecord[],
  { moments }: DaySpan,
): DeliveryIncident[] {
  const incidents = new Map<string, DeliveryIncident>();
  for (const record of records) {
    for (const it of record.incidents) {
      if (it.detectedAt >= moments.from && it.detectedAt < moments.to) {
        incidents.set(JSON.stringify([it.id, it.detectedAt]), it);
      }
    }
  }
  return [...incidents.values()];
}

/** Of those that are over. */
function minutesToMitigate(incidents: readonly DeliveryIncident[]): number[] {
  return incidents.flatMap(({ detectedAt, mitigatedAt, resolvedAt }) => {
    const end = mitigatedAt ?? resolvedAt;
    return end !== null && end >= detectedAt
      ? [(end - detectedAt) / minuteMs]
      : [];
  });
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0
    ? null
    : toTwoDecimals(
        (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2,
      );
}
