import { VerdictUnknownCause } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryMetrics,
  DeliveryRecord,
  MeasuredDelivery,
  measureDelivery,
  Steps,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { BriefSpans } from './BriefSpans';
import { BriefValue } from './BriefValue';
import { countsDiffer, mediansDiffer, sharesDiffer } from './chance';
import {
  metricDescriptions,
  toMetricSamples,
  trimRecords,
} from './deliveryHistory';
import { DaySpan } from './Quarter';
import { BriefMetric, toRow } from './toRow';

/** The metrics of DORA. */
export function* deliveryRows(
  records: readonly DeliveryRecord[],
  spans: BriefSpans,
): Steps<BriefMetric[]> {
  const measured = [
    yield* measureWithin(records, spans.before),
    yield* measureWithin(records, spans.after),
  ] as const;
  const [before, after] = measured.map(({ metrics }) =>
    toMetricSamples(metrics),
  );
  return metricDescriptions.map(({ id, key, title, unit, better }, index) => {
    const values = [before[index], after[index]].map(
      ({ value, samples, measured: isMeasured }): BriefValue => ({
        value,
        samples,
        lack: value === null ? lackOfMetric(isMeasured) : null,
      }),
    );
    return toRow({
      id,
      title,
      unit,
      better,
      kind: unit === 'percent' ? 'percent' : 'amount',
      before: values[0],
      after: values[1],
      byChance: !metricsDiffer(key, ...measured),
    });
  });
}

function lackOfMetric(isMeasured: boolean): VerdictUnknownCause {
  return isMeasured ? 'too-few' : 'not-measured';
}

function metricsDiffer(
  key: keyof DeliveryMetrics,
  one: MeasuredDelivery,
  other: MeasuredDelivery,
): boolean {
  switch (key) {
    case 'deploymentFrequency': {
      const [first, second] = [one, other].map(({ metrics, length }) => ({
        count: metrics[key].samples,
        length,
      }));
      return countsDiffer(first, second);
    }
    case 'changeFailRate':
    case 'reworkRate': {
      const [first, second] = [one, other].map(({ metrics }) => {
        const { percent, samples } = metrics[key];
        return {
          count: Math.round(((percent ?? 0) / 100) * samples),
          all: samples,
        };
      });
      return sharesDiffer(first, second);
    }
    default:
      return mediansDiffer(one.ranges[key], other.ranges[key]);
  }
}

function* measureWithin(
  records: readonly DeliveryRecord[],
  { moments }: DaySpan,
): Steps<MeasuredDelivery> {
  const { from, to } = moments;
  return yield* measureDelivery(yield* trimRecords(records, from, to), {
    from: new Date(from),
    to: new Date(to),
  });
}
