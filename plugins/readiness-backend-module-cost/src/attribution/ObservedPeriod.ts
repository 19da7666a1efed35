import { dayMs, daysInMonth, monthOf, startOfMonth } from './months';
import { SpendAggregate } from './SpendAggregate';

/**
 * The time that cost data tells about.
 */
export interface ObservedPeriod {
  /** The month of the newest charge, as in `SpendSum`. */
  month: number;
  /** Days of that month up to and with the day of the newest charge. */
  daysObserved: number;
  /** Start of the UTC day of the newest charge, milliseconds since 1970. */
  asOf: number;
  /** Earlier months of the data that it covers from their first day, oldest first, at most 12. */
  completeMonths: number[];
}

/**
 * Finds out which month is under way in the data, and how much of it.
 *
 * Charges after `now` do not count, so that one wrong date in the future does not move everybody's
 * month. A month that holds nothing but charges of its whole length, e.g. monthly fees, is observed up to today.
 *
 * @returns undefined where there is no charge up to `now`
 */
export function observedPeriod(
  aggregate: SpendAggregate,
  now: Date,
): ObservedPeriod | undefined {
  const today = Math.floor(now.getTime() / dayMs);
  const thisMonth = monthOf(now.getTime());

  let newestDay = -Infinity;
  for (const day of aggregate.days) {
    if (day <= today) {
      newestDay = Math.max(newestDay, day);
    }
  }
  let month = Number.isFinite(newestDay) ? monthOf(newestDay * dayMs) : -1;
  for (const candidate of aggregate.months) {
    if (candidate <= thisMonth) {
      month = Math.max(month, candidate);
    }
  }
  if (month < 0) {
    return undefined;
  }

  const firstDay = startOfMonth(month) / dayMs;
  const lastDay =
    newestDay >= firstDay
      ? newestDay
      : Math.min(today, firstDay + daysInMonth(month) - 1);
  const firstMonth = monthOf(aggregate.firstStart);
  const firstMonthIsWhole =
    aggregate.firstStart < startOfMonth(firstMonth) + dayMs;
  return {
    month,
    daysObserved: lastDay - firstDay + 1,
    asOf: lastDay * dayMs,
    completeMonths: [...aggregate.months]
      .filter(
        candidate =>
          candidate < month &&
          candidate >= month - 12 &&
          (candidate > firstMonth || firstMonthIsWhole),
      )
      .sort((a, b) => a - b),
  };
}
