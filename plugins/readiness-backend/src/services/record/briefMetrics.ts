/**
 * The measures of an impact brief: a quarter and the one before, with samples and a verdict.
 *
 * A verdict is `unknown` where one of the two values is null or has too few samples; `same` where the value
 * changed by less than five percent of what it was (a percentage by less than one point; a count not at all);
 * otherwise `better` or `worse` by the direction of the measure, unless chance alone could make such a difference (see
 * `chance`): then it is `unknown`, too. A quarter that is not over has no verdict
 * on counts, since some of its days are still to come.
 */
import {
  ImpactBrief,
  VerdictUnknownCause,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryIncident,
  DeliveryMetrics,
  DeliveryRecord,
  MeasuredDelivery,
  measureDelivery,
  medianRange,
  Steps,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { BriefFollowUp } from '../../database/operations/record';
import { countsDiffer, mediansDiffer, sharesDiffer } from './chance';
import { DaySpan } from './Quarter';
import {
  firstKnown,
  metricDescriptions,
  toMetricSamples,
  trimRecords,
} from './deliveryHistory';

/** A row of the brief. */
export type BriefMetric = ImpactBrief['metrics'][number];

/** A value with the number of things that it was taken of. */
export interface BriefValue {
  value: number | null;
  samples: number;
  /** Why it is not worth a verdict; null: it is. */
  lack: VerdictUnknownCause | null;
}

/** The two spans that are compared, each up to where it is over. */
export interface BriefSpans {
  before: DaySpan;
  after: DaySpan;
  /** The later one is not over. */
  unfinished: boolean;
  timeZone: string;
}

const sameShare = 0.05;
const samePoints = 1;
const minuteMs = 60_000;
/** The fewest samples of a median or a share that are worth a verdict. */
const fewest = 3;

/**
 * Compares two values.
 *
 * @param options - `kind`: how much is a change
 * @returns the verdict; where it is `unknown`, why
 */
export function toVerdict(
  before: BriefValue,
  after: BriefValue,
  options: {
    better: 'lower' | 'higher';
    kind: 'amount' | 'percent' | 'count';
    /** Could it come of chance? */
    byChance: boolean;
  },
): Pick<BriefMetric, 'verdict' | 'unknownBecause'> {
  const lack = before.lack ?? after.lack;
  if (lack !== null || before.value === null || after.value === null) {
    return { verdict: 'unknown', unknownBecause: lack ?? 'not-measured' };
  }
  const change = after.value - before.value;
  const threshold = {
    amount: Math.abs(before.value) * sameShare,
    percent: samePoints,
    count: Number.MIN_VALUE,
  }[options.kind];
  if (change === 0 || Math.abs(change) < threshold) {
    return { verdict: 'same' };
  }
  if (options.byChance) {
    return { verdict: 'unknown', unknownBecause: 'chance' };
  }
  return {
    verdict: change < 0 === (options.better === 'lower') ? 'better' : 'worse',
  };
}

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

/** Follow-ups of postmortems that were due, and closed by then. */
export function followUpRow(
  followUps: readonly BriefFollowUp[],
  spans: BriefSpans,
  today: string,
): BriefMetric {
  const [before, after] = [spans.before, spans.after].map(
    ({ from, to }): BriefValue & { count: number } => {
      const due = followUps.filter(
        ({ due_on, closed_on }) =>
          due_on >= from &&
          due_on <= to &&
          // Until the day is over it may still be closed in time.
          (due_on < today || closed_on !== null),
      );
      const closed = due.filter(
        ({ due_on, closed_on }) => closed_on !== null && closed_on <= due_on,
      );
      return {
        value: due.length ? round((closed.length / due.length) * 100) : null,
        samples: due.length,
        count: closed.length,
        lack: lackOfSamples(due.length),
      };
    },
  );
  return toRow({
    id: 'follow-ups-in-time',
    title: 'Follow-ups of postmortems closed in time',
    unit: 'percent',
    better: 'higher',
    kind: 'percent',
    before,
    after,
    byChance: !sharesDiffer(
      { count: before.count, all: before.samples },
      { count: after.count, all: after.samples },
    ),
  });
}

function lackOfSamples(count: number): VerdictUnknownCause | null {
  return count >= fewest ? null : 'too-few';
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

/** A row with its verdict. */
export function toRow(options: {
  id: string;
  title: string;
  unit: string;
  better: 'lower' | 'higher';
  kind: 'amount' | 'percent' | 'count';
  before: BriefValue;
  after: BriefValue;
  /** Default: no, it is a sum or a state and no sample. */
  byChance?: boolean;
}): BriefMetric {
  const { kind, before, after, byChance = false, ...described } = options;
  return {
    ...described,
    before: before.value,
    after: after.value,
    samplesBefore: before.samples,
    samplesAfter: after.samples,
    ...toVerdict(before, after, {
      better: options.better,
      kind,
      byChance,
    }),
  };
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
    : round((sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
