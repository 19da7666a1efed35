import { CostFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Amount, roundToCents } from '../amounts';
import { dayName } from './months';

/**
 * Compares the last seven whole days of the data with the seven before. The newest day is left out:
 * an export of the morning knows only a part of it.
 *
 * @param options.days - amounts by day, as by `dayOf`; a day without one is 0
 * @param options.newestDay - of the data
 * @param options.firstDay - of the entity's charges; undefined: there is none
 * @returns null where the entity has no charge on the first of these days or before: a first week would
 *   always look like growth
 */
export function weekOverWeek(options: {
  days: ReadonlyMap<number, Amount>;
  newestDay: number;
  firstDay: number | undefined;
}): CostFact['weekOverWeek'] {
  const { days, newestDay, firstDay } = options;
  const to = newestDay - 7;
  const from = to - 7;
  if (firstDay === undefined || firstDay > from) {
    return null;
  }
  const sumFrom = (first: number): Amount => {
    let sum = 0n;
    for (let day = first; day < first + 7; day += 1) {
      sum += days.get(day) ?? 0n;
    }
    return sum;
  };
  const earlier = sumFrom(from);
  const difference = sumFrom(to) - earlier;
  return {
    from: dayName(from),
    to: dayName(to),
    amount: roundToCents(difference),
    percent: percentOf(difference, earlier),
  };
}

/**
 * @returns a difference in percent of what was before, with one decimal, cut off; null where nothing was
 *   spent before
 */
export function percentOf(difference: Amount, before: Amount): number | null {
  return before > 0n ? Number((difference * 1_000n) / before) / 10 + 0 : null;
}
