/**
 * PromQL for the share of good events over a window.
 *
 * Every query gives at most one sample without labels, or none where there is no data: a division
 * by nothing is left out, so that no traffic is neither good nor bad.
 *
 * - Counters are added up by `increase` of each series before they are summed, so that the restart
 *   of one target does not look like a loss of all.
 * - Levels (rates, gauges) are added up at evenly spaced moments.
 * - Bad events without a series count as none, since most counters of errors begin with the first
 *   error. Good events without a series are no data.
 */
import { Amount, MeasurableObjective, Measure } from './MeasurableSlo';
import { promQlDuration, selectorOf, withWindow } from './promQlText';

/** Most moments at which one query is looked at. */
const maxMoments = 200_000;
const steps = [15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600];

/**
 * How far the moments are apart at which a value is looked at over a window: 15 seconds or more,
 * about 4,000 moments a window.
 */
export function momentsApart(windowSeconds: number): number {
  return (
    steps.find(step => step >= windowSeconds / 4_000) ?? steps[steps.length - 1]
  );
}

const between = (query: string, seconds: number) =>
  `(${query})[${promQlDuration(seconds)}:${promQlDuration(
    momentsApart(seconds),
  )}]`;

/** The amount over a window up to now, e.g. `sum(increase(a{b="c"}[28d]))`. */
export function amountQuery(amount: Amount, seconds: number): string {
  const window = promQlDuration(seconds);
  switch (amount.form) {
    case 'windowed':
      return `sum(${withWindow(amount.query, window)})`;
    case 'counter': {
      const selector = selectorOf(amount.query);
      return selector
        ? `sum(increase(${selector}[${window}]))`
        : `sum(increase(${between(amount.query, seconds)}))`;
    }
    default:
      return `sum(sum_over_time(${between(amount.query, seconds)}))`;
  }
}

const comparisons = { lte: '<=', gte: '>=', lt: '<', gt: '>' } as const;

function meanQuery(query: string, seconds: number): string {
  const apart = promQlDuration(Math.max(300, momentsApart(seconds)));
  return `avg(avg_over_time(${between(withWindow(query, apart), seconds)}))`;
}

/** Windows over which Sloth records ratios, by their seconds. */
const slothWindows: Record<number, string> = {
  300: '5m',
  1_800: '30m',
  3_600: '1h',
  7_200: '2h',
  21_600: '6h',
  86_400: '1d',
  259_200: '3d',
};

function quoted(text: string): string {
  return JSON.stringify(text);
}

function recordedQuery(slothId: string, seconds: number): string {
  const of = `{sloth_id=${quoted(slothId)}}`;
  const name = slothWindows[seconds];
  return name
    ? `1 - max(slo:sli_error:ratio_rate${name}${of})`
    : `1 - max(avg_over_time(slo:sli_error:ratio_rate5m${of}[${promQlDuration(
        seconds,
      )}]))`;
}

function eventShare(measure: Measure, seconds: number): string | undefined {
  switch (measure.kind) {
    case 'counts': {
      const part = amountQuery(measure.part, seconds);
      const total = `(${amountQuery(measure.total, seconds)} > 0)`;
      return measure.of === 'good'
        ? `${part} / ${total}`
        : `1 - (${part} or vector(0)) / ${total}`;
    }
    case 'share': {
      const windowed = withWindow(measure.query, promQlDuration(seconds));
      const mean =
        windowed === measure.query
          ? meanQuery(measure.query, seconds)
          : `avg(${windowed})`;
      return measure.of === 'good' ? mean : `1 - ${mean}`;
    }
    case 'threshold': {
      const apart = promQlDuration(Math.max(300, momentsApart(seconds)));
      const right = `(${withWindow(measure.query, apart)}) ${
        comparisons[measure.op]
      } bool ${measure.value}`;
      return `avg(avg_over_time(${between(right, seconds)}))`;
    }
    case 'recorded':
      return recordedQuery(measure.slothId, seconds);
    default:
      return undefined;
  }
}

/**
 * The share of good events, or of good time slices, over a window up to now.
 *
 * @param seconds - length of the window
 * @returns undefined where it cannot be asked: nothing to ask, a window shorter than a slice, or too
 *   many slices
 */
export function shareQuery(
  objective: Pick<MeasurableObjective, 'measure' | 'slices'>,
  seconds: number,
): string | undefined {
  const { measure, slices } = objective;
  if (!slices) {
    return eventShare(measure, seconds);
  }
  if (seconds < slices.seconds || !fitsSlices(slices.seconds, seconds)) {
    return undefined;
  }
  const share = eventShare(measure, slices.seconds);
  if (share === undefined) {
    return undefined;
  }
  const good =
    // A hair below, for what division loses.
    slices.target === null
      ? share
      : `(${share}) >= bool ${slices.target - 1e-9}`;
  return `avg_over_time((${good})[${promQlDuration(seconds)}:${promQlDuration(
    slices.seconds,
  )}])`;
}

/** Are there few enough slices within a window that they can be asked for at once? */
export function fitsSlices(sliceSeconds: number, seconds: number): boolean {
  const moments = Math.max(1, sliceSeconds / momentsApart(sliceSeconds));
  return (seconds / sliceSeconds) * moments <= maxMoments;
}

/** The queries whose values step by step make up the history of an objective. */
export type HistoryQueries =
  | { kind: 'counts'; of: 'good' | 'bad'; part: string; total: string }
  | { kind: 'share'; share: string };

/**
 * @param stepSeconds - how far the steps are apart, and how far each looks back
 */
export function historyQueries(
  objective: Pick<MeasurableObjective, 'measure' | 'slices'>,
  stepSeconds: number,
): HistoryQueries | undefined {
  const { measure, slices } = objective;
  if (measure.kind === 'counts' && !slices) {
    return {
      kind: 'counts',
      of: measure.of,
      part: amountQuery(measure.part, stepSeconds),
      total: amountQuery(measure.total, stepSeconds),
    };
  }
  const share = shareQuery(objective, stepSeconds);
  return share === undefined ? undefined : { kind: 'share', share };
}
