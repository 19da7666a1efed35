import { Series } from './PrometheusServer';

const minute = 60;
const hour = 3_600;
const day = 86_400;

/** A time in seconds before now, and how much there is a minute from then on. */
type Phase = readonly [before: number, perMinute: number];

/**
 * The moment that everything is measured at: a whole ten minutes, so that samples lie exactly on the
 * edges of windows and `increase` has nothing to extrapolate.
 */
export const now = Math.floor(Date.now() / 600_000) * 600;

/** Every ten minutes for sixty days, every minute for the last four. */
const times: number[] = [];
for (let at = now - 60 * day; at <= now; at += at < now - 4 * day ? 600 : 60) {
  times.push(at);
}

/** A counter that grows by so many a minute. `resetBefore`: its process began anew then. */
function counter(
  name: string,
  phases: readonly Phase[],
  options: { resetBefore?: number; endsBefore?: number } = {},
): Series {
  const { resetBefore, endsBefore = 0 } = options;
  let value = 0;
  let last = times[0];
  const samples: Array<readonly [number, number]> = [];
  for (const at of times) {
    const from = last;
    const phase = phases.filter(([before]) => from >= now - before).pop();
    if (resetBefore !== undefined && at === now - resetBefore) {
      value = 0;
    }
    value += ((phase?.[1] ?? 0) * (at - from)) / minute;
    last = at;
    if (at <= now - endsBefore) {
      samples.push([at, value]);
    }
  }
  return { name, samples };
}

function gauge(name: string, phases: readonly Phase[]): Series {
  return {
    name,
    samples: times.map(at => [
      at,
      phases.filter(([before]) => at > now - before).pop()?.[1] ?? 0,
    ]),
  };
}

const since = 61 * day;

/**
 * A shop with 100 orders a minute, from two instances.
 *
 * - ten days ago half of them fail for twelve hours: 36,000 failures;
 * - in the last half hour one of ten fails: 300 failures;
 * - one instance begins anew five days ago, and its counters with it;
 * - the queue is long for a day, from three days ago to two days ago;
 * - the old till reports until three days ago;
 * - nobody uses the spare till.
 */
export const shopHistory: readonly Series[] = [
  counter('orders_total{code="200",instance="a"}', [
    [since, 50],
    [10 * day, 25],
    [9.5 * day, 50],
    [30 * minute, 45],
  ]),
  counter(
    'orders_total{code="200",instance="b"}',
    [
      [since, 50],
      [10 * day, 25],
      [9.5 * day, 50],
      [30 * minute, 45],
    ],
    { resetBefore: 5 * day },
  ),
  counter('orders_total{code="500",instance="a"}', [
    [since, 0],
    [10 * day, 25],
    [9.5 * day, 0],
    [30 * minute, 5],
  ]),
  counter(
    'orders_total{code="500",instance="b"}',
    [
      [since, 0],
      [10 * day, 25],
      [9.5 * day, 0],
      [30 * minute, 5],
    ],
    { resetBefore: 5 * day },
  ),
  counter('order_seconds_bucket{le="0.5"}', [[since, 99]]),
  counter('order_seconds_count', [[since, 100]]),
  counter('old_till_total', [[since, 10]], { endsBefore: 3 * day }),
  counter('spare_till_total', [[since, 0]]),
  gauge('queue_length{queue="mail"}', [
    [since, 1],
    [3 * day, 10],
    [2 * day, 1],
  ]),
  gauge('orders:answered:ratio', [[since, 0.98]]),
  gauge('probe_success', [[since, 1]]),
  gauge('slo:sli_error:ratio_rate5m{sloth_id="orders-plugged"}', [
    [since, 0.002],
  ]),
  gauge('slo:sli_error:ratio_rate1h{sloth_id="orders-plugged"}', [
    [since, 0.003],
  ]),
  gauge('up{job="orders"}', [[since, 1]]),
];

/** The outage of ten days ago begins then. */
export const outage = now - 10 * day;
export { day, hour, minute };
