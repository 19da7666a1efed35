import { DeliveryFact } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * The five metrics of DORA over a window, and the part of the lead time after the merge. Values are
 * not rounded; null without a sample.
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

/**
 * What happened on a day.
 *
 * @public
 */
export interface DeliveryDay {
  /** `YYYY-MM-DD` in the time zone that was asked for. */
  readonly date: string;
  /** Production deployments that were finished on it. */
  readonly deployments: number;
  /** Those of them that failed, whenever that showed. */
  readonly failures: number;
  /** Incidents that were detected on it. */
  readonly incidents: number;
}

/**
 * What a weekday says.
 *
 * @public
 */
export type WeekdayRisk = DeliveryFact['weekdays'][number];
