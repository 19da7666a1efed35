import {
  DeliveryHistory,
  MetricSample,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  deliveryDaysInSteps,
  DeliveryMetrics,
  deliveryMetricsInSteps,
  DeliveryRecord,
  LocalDays,
  minimumSamples,
  Steps,
  weekdayRisksInSteps,
} from '@team-readiness/backstage-plugin-readiness-engine';

/** What a metric is called, and which direction is the good one. */
export interface MetricDescription {
  id: MetricSample['id'];
  key: keyof DeliveryMetrics;
  title: string;
  unit: MetricSample['unit'];
  better: 'lower' | 'higher';
}

/** The five metrics of DORA, and the part of the lead time after the merge. */
export const metricDescriptions: readonly MetricDescription[] = [
  {
    id: 'deployment-frequency',
    key: 'deploymentFrequency',
    title: 'Deployments to production',
    unit: 'per week',
    better: 'higher',
  },
  {
    id: 'change-lead-time',
    key: 'changeLeadTime',
    title: 'Change lead time',
    unit: 'hours',
    better: 'lower',
  },
  {
    id: 'merge-to-production',
    key: 'mergeToProduction',
    title: 'From merge to production',
    unit: 'hours',
    better: 'lower',
  },
  {
    id: 'change-fail-rate',
    key: 'changeFailRate',
    title: 'Change fail rate',
    unit: 'percent',
    better: 'lower',
  },
  {
    id: 'recovery-time',
    key: 'recoveryTime',
    title: 'Failed deployment recovery time',
    unit: 'hours',
    better: 'lower',
  },
  {
    id: 'rework-rate',
    key: 'reworkRate',
    title: 'Deployment rework rate',
    unit: 'percent',
    better: 'lower',
  },
];

/**
 * Makes samples of metrics: a value only from the minimum of samples on, rounded to two decimals.
 *
 * @param metrics - of a window
 */
export function toMetricSamples(metrics: DeliveryMetrics): MetricSample[] {
  return metricDescriptions.map(({ id, key, title, unit }) => {
    const metric = metrics[key];
    const minimum = minimumSamples[key];
    const value = valueOf(metric);
    return {
      id,
      title,
      unit,
      measured: metric.measured,
      value:
        metric.measured && value !== null && metric.samples >= minimum
          ? Math.round(value * 100) / 100
          : null,
      samples: metric.samples,
      minimum,
    };
  });
}

function valueOf(
  metric: DeliveryMetrics[keyof DeliveryMetrics],
): number | null {
  if ('perWeek' in metric) {
    return metric.perWeek;
  }
  return 'hours' in metric ? metric.hours : metric.percent;
}

/**
 * Leaves out of a record what is not within a span, so that many fit into memory and less is pooled.
 *
 * @param from - epoch ms
 * @param to - epoch ms, not within it any more; default: no end
 */
export function trimRecord(
  record: DeliveryRecord,
  from: number,
  to: number = Infinity,
): DeliveryRecord {
  const isIn = (time: number | null) =>
    time !== null && time >= from && time < to;
  return {
    ...record,
    deployments: record.deployments.filter(({ at }) => isIn(at)),
    changes: record.changes.filter(
      ({ mergedAt, deployedAt }) => isIn(mergedAt) || isIn(deployedAt),
    ),
    incidents: record.incidents.filter(({ detectedAt }) => isIn(detectedAt)),
  };
}

/** {@link trimRecord} of many. */
export function* trimRecords(
  records: readonly DeliveryRecord[],
  from: number,
  to: number,
): Steps<DeliveryRecord[]> {
  const trimmed: DeliveryRecord[] = [];
  for (const record of records) {
    trimmed.push(trimRecord(record, from, to));
    yield;
  }
  return trimmed;
}

/** Days before the window in which the beginning of an effect of a weekday is looked for. */
export const weekdayHistory = 310;

/**
 * How changes reach production, over the last days up to today.
 *
 * @param records - of the entities
 * @param options - `days`: length of the window; `timeZone`: IANA name of the zone in which days are counted
 */
export function* toDeliveryHistory(
  records: readonly DeliveryRecord[],
  options: { days: number; timeZone: string; now: Date },
): Steps<Omit<DeliveryHistory, 'answers' | 'hidden'>> {
  const { days, timeZone, now } = options;
  const zone = new LocalDays(timeZone);
  const today = zone.dayAt(now.getTime());
  const from = zone.toDate(today - days + 1);
  const to = zone.toDate(today);
  const window = {
    from: new Date(zone.startOf(today - days + 1)),
    to: new Date(zone.startOf(today + 1)),
  };
  const recent = yield* trimRecords(
    records,
    window.from.getTime(),
    window.to.getTime(),
  );
  const since = firstKnown(records);
  return {
    from,
    to,
    timeZone,
    since: since === null ? null : zone.toDate(zone.dayAt(since)),
    metrics: toMetricSamples(yield* deliveryMetricsInSteps(recent, window)),
    days: yield* deliveryDaysInSteps(recent, { from, to, timeZone }),
    weekdays: yield* weekdayRisksInSteps(records, {
      today: to,
      days,
      timeZone,
      history: weekdayHistory,
    }),
    entities: recent.filter(
      record =>
        record.deployments.length > 0 ||
        record.changes.length > 0 ||
        record.incidents.length > 0,
    ).length,
  };
}

/** The first event of any of the records, in epoch ms; null without any. */
export function firstKnown(records: readonly DeliveryRecord[]): number | null {
  return records.reduce<number | null>(
    (first, { since }) =>
      since !== null && (first === null || since < first) ? since : first,
    null,
  );
}
