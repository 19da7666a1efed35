/**
 * The five metrics of DORA, without tiers. Each is computed of the samples of a window, of one or
 * of several entities together: samples are pooled, and never are medians averaged.
 *
 * - deployment frequency: deployments that were finished in the window, a week. The window begins no
 *   earlier than the first event that is known, and is a week at least.
 * - change lead time: of each change that came to production in the window, from its oldest commit
 *   until then. One sample a change, so that a change of many commits does not outweigh others.
 * - merge to production: of the same changes, from their merge.
 * - change fail rate: deployments of the window that failed, whenever that showed, of those of
 *   which a failure could be seen.
 * - recovery time: of the failed deployments of the window, from their finish: DORA measures "the
 *   time it takes to recover from a deployment that fails", and users are harmed from the deployment
 *   on, not from the alert. One whose end is not known counts as longer than all others; where that
 *   makes the median unknown, it is null.
 * - rework rate: unplanned deployments of the window, of those of entities that tell whether some
 *   deployment was planned: one of which nothing is said is planned, as pipelines mark exceptions.
 *
 * A time that runs backwards (a commit after its deployment) is a fault of clocks, and no sample.
 * `measured` says whether such events arrive at all (`DeliveryCoverage`), not whether there was one
 * in the window; of a window that ends before the first known event nothing is measured.
 */
import { DeliveryFact } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryRecord } from './DeliveryRecord';
import { median } from './median';
import { MedianRange, medianRange } from './medianRange';
import { PooledDelivery } from './PooledDelivery';
import { eachInSteps, finish, Steps } from './Steps';

/**
 * The five metrics over a window, and the part of the lead time after the merge. Values are not
 * rounded; null without a sample.
 *
 * @public
 */
export type DeliveryMetrics = Pick<
  DeliveryFact,
  | 'deploymentFrequency'
  | 'changeLeadTime'
  | 'mergeToProduction'
  | 'changeFailRate'
  | 'recoveryTime'
  | 'reworkRate'
>;

/**
 * Samples from which on a metric is worth showing; under them, one event more or less changes the
 * picture. Checks have params of their own.
 *
 * - a median of five is not moved beyond its neighbours by any single value;
 * - one failure of twenty deployments is five percent, so that a rate does not jump in larger steps;
 * - recovery is rare by its nature: three are the fewest with a middle one;
 * - how often something happens is known from the window alone.
 *
 * @public
 */
export const minimumSamples: Readonly<Record<keyof DeliveryMetrics, number>> =
  Object.freeze({
    deploymentFrequency: 0,
    changeLeadTime: 5,
    mergeToProduction: 5,
    changeFailRate: 20,
    recoveryTime: 3,
    reworkRate: 20,
  });

/**
 * A window of time.
 *
 * @public
 */
export interface DeliveryWindow {
  /** Within it. */
  readonly from: Date;
  /** Not within it any more; after `from`. */
  readonly to: Date;
}

const hour = 3_600_000;
const week = 7 * 24 * hour;

/**
 * Computes the metrics. See the head of this file for the definitions.
 *
 * @param records - of one entity, or of all entities of a team
 * @param window - deployments count by the time at which they were finished
 * @public
 */
export function deliveryMetrics(
  records: readonly DeliveryRecord[],
  window: DeliveryWindow,
): DeliveryMetrics {
  return finish(deliveryMetricsInSteps(records, window));
}

/**
 * {@link deliveryMetrics} with pauses.
 *
 * @public
 */
export function* deliveryMetricsInSteps(
  records: readonly DeliveryRecord[],
  window: DeliveryWindow,
): Steps<DeliveryMetrics> {
  return (yield* measureDelivery(records, window)).metrics;
}

/**
 * Metrics with what tells whether two windows differ by more than chance.
 *
 * @public
 */
export interface MeasuredDelivery {
  metrics: DeliveryMetrics;
  /** Length of the window in which events are known, in milliseconds. */
  length: number;
  /** Where the medians lie that are made of samples; null without any. */
  ranges: Pick<
    Record<keyof DeliveryMetrics, MedianRange | null>,
    'changeLeadTime' | 'mergeToProduction' | 'recoveryTime'
  >;
}

/**
 * Computes metrics, how long they were counted, and how exactly medians are known.
 *
 * @param records - of one entity, or of all entities of a team
 * @param window - deployments count by the time at which they were finished
 * @public
 */
export function* measureDelivery(
  records: readonly DeliveryRecord[],
  window: DeliveryWindow,
): Steps<MeasuredDelivery> {
  const to = window.to.getTime();
  const known = records.filter(it => it.since !== null && it.since < to);
  const since = known.reduce(
    (first, it) => Math.min(first, it.since ?? first),
    Infinity,
  );
  const from = Math.max(window.from.getTime(), Math.min(since, to));
  const isIn = (time: number | null): time is number =>
    time !== null && time >= from && time < to;
  const arrives = (kind: keyof DeliveryRecord['coverage']) =>
    known.some(it => it.coverage.deployments && it.coverage[kind]);

  const pooled = yield* PooledDelivery.pool(known);
  const counts = { all: 0, watched: 0, told: 0, unplanned: 0 };
  const recoveries: number[] = [];
  yield* eachInSteps(pooled.deployments, it => {
    if (!isIn(it.at)) {
      return;
    }
    counts.all += 1;
    counts.watched += it.isWatched ? 1 : 0;
    counts.told += it.isTold ? 1 : 0;
    counts.unplanned += it.isTold && it.unplanned ? 1 : 0;
    if (it.isWatched && it.failed) {
      recoveries.push(
        it.recoveredAt === null ? Infinity : (it.recoveredAt - it.at) / hour,
      );
    }
  });
  const leadTimes: number[] = [];
  const waits: number[] = [];
  yield* eachInSteps(pooled.changes, it => {
    if (!isIn(it.deployedAt)) {
      return;
    }
    for (const [begin, times] of [
      [it.firstCommitAt, leadTimes],
      [it.mergedAt, waits],
    ] as const) {
      if (begin !== null && begin <= it.deployedAt) {
        times.push((it.deployedAt - begin) / hour);
      }
    }
  });
  yield;
  const isDeploying = arrives('deployments');
  const metrics: DeliveryMetrics = {
    deploymentFrequency: {
      measured: isDeploying,
      perWeek: isDeploying
        ? (counts.all * week) / Math.max(week, to - from)
        : null,
      samples: counts.all,
    },
    changeLeadTime: {
      measured: arrives('commits'),
      hours: median(leadTimes),
      samples: leadTimes.length,
    },
    mergeToProduction: {
      measured: arrives('changes'),
      hours: median(waits),
      samples: waits.length,
    },
    changeFailRate: {
      measured: arrives('failures'),
      percent: percent(recoveries.length, counts.watched),
      samples: counts.watched,
    },
    recoveryTime: {
      measured: arrives('failures'),
      hours: median(recoveries),
      samples: recoveries.length,
    },
    reworkRate: {
      measured: arrives('planned'),
      percent: percent(counts.unplanned, counts.told),
      samples: counts.told,
    },
  };
  yield;
  return {
    metrics,
    length: to - from,
    ranges: {
      changeLeadTime: medianRange(leadTimes),
      mergeToProduction: medianRange(waits),
      recoveryTime: medianRange(recoveries),
    },
  };
}

function percent(part: number, of: number): number | null {
  return of === 0 ? null : (100 * part) / of;
}
