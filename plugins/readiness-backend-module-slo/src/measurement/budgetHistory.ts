/**
 * When an error budget ran out, from what happened step by step.
 *
 * A step holds what was bad, and all, between the step before it and its time. The budget at a time
 * is that of all steps since the SLO's window began then, as a query of Prometheus over the window
 * would have said at that time. It ran out where it is 0 or less and was not before.
 *
 * Where samples do not go back far enough to cover a window, a few bad minutes at their beginning
 * would look like all of it. Such a moment counts only while the budget is exhausted up to now.
 */
import { budgetLeft } from './errorBudget';

/** What happened since the step before. */
export interface HistoryStep {
  /** Milliseconds since 1970. */
  time: number;
  /** In the same unit as `total`, at most `total`. */
  bad: number;
  /** More than 0: steps without data are left out. */
  total: number;
}

/** Sums of floats that should be 0 may be a little off. */
const epsilon = 1e-9;

/**
 * The time at which the budget last ran out.
 *
 * @param steps - by time, without gaps of meaning: a missing step is one without data
 * @param options.target - in [0, 1)
 * @param options.stepMs - how far steps are apart
 * @param options.startOf - since when the budget counts at a time, both in milliseconds; never
 *   decreasing
 * @returns milliseconds since 1970, as exact as the steps; null where it did not
 */
export function exhaustedAt(
  steps: readonly HistoryStep[],
  options: {
    target: number;
    stepMs: number;
    startOf: (time: number) => number;
  },
): number | null {
  const { target, stepMs, startOf } = options;
  if (steps.length === 0) {
    return null;
  }
  const coveredFrom = steps[0].time - stepMs;
  let bad = 0;
  let total = 0;
  let oldest = 0;
  let wasExhausted = false;
  let crossing: number | null = null;
  let last: number | null = null;
  for (const step of steps) {
    bad += step.bad;
    total += step.total;
    const start = startOf(step.time);
    while (oldest < steps.length && steps[oldest].time <= start) {
      bad -= steps[oldest].bad;
      total -= steps[oldest].total;
      oldest += 1;
    }
    if (total <= 0) {
      continue;
    }
    const share = Math.min(1, Math.max(0, 1 - bad / total));
    const exhausted = budgetLeft(share, target) <= epsilon;
    if (exhausted && !wasExhausted) {
      crossing = step.time;
    }
    if (exhausted && start >= coveredFrom) {
      last = crossing;
    }
    wasExhausted = exhausted;
  }
  return wasExhausted ? crossing : last;
}
