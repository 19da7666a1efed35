import {
  DeliveryHistory,
  TrackRecordEntry,
} from '@team-readiness/backstage-plugin-readiness-common';

/** A weekday with what happened on it. */
export type WeekdayCount = DeliveryHistory['weekdays'][number];

/** What was done this long before a weekday stood out still answers it, as in the built-in check. */
const answerDaysBefore = 30;

/**
 * How often chance alone gives so many failures, as "41 in 100" or "1 in 240".
 *
 * @param p - a probability; null gives "–"
 * @param link - the word between the numbers. Default: "in"
 */
export function chanceWords(p: number | null, link: string = 'in'): string {
  if (p === null || Number.isNaN(p)) {
    return '–';
  }
  if (p >= 0.01) {
    return `${Math.min(Math.round(p * 100), 100)} ${link} 100`;
  }
  const cases = 1 / Math.max(p, 1e-6);
  if (cases >= 1e6) {
    return `fewer than 1 ${link} 1,000,000`;
  }
  const rounded = Number(cases.toPrecision(2));
  return `1 ${link} ${rounded.toLocaleString('en')}`;
}

/**
 * The weekdays on which more fails than chance explains, the clearest first.
 */
export function riskyWeekdays(
  weekdays: readonly WeekdayCount[],
): WeekdayCount[] {
  return weekdays
    .filter(({ significantSince }) => significantSince !== null)
    .sort((one, other) => (one.pValue ?? 1) - (other.pValue ?? 1));
}

/**
 * What a weekday says, e.g. "On Fridays 3 of 12 deployments fail, on other days 2 of 60. Chance alone gives that
 * in 1 of 240 cases."
 *
 * @param weekday - one of `weekdays`
 */
export function riskWords(
  weekday: WeekdayCount,
  weekdays: readonly WeekdayCount[],
): string {
  const others = weekdays.filter(other => other !== weekday);
  const sum = (pick: (count: WeekdayCount) => number) =>
    others.reduce((total, count) => total + pick(count), 0);
  const counts = `On ${weekday.weekday}s ${weekday.failures} of ${
    weekday.deployments
  } deployments fail, on other days ${sum(count => count.failures)} of ${sum(
    count => count.deployments,
  )}.`;
  return weekday.pValue === null
    ? counts
    : `${counts} Chance alone gives that in ${chanceWords(
        weekday.pValue,
        'of',
      )} cases.`;
}

/**
 * Those entries that answer a weekday: complete, and not from long before it stood out.
 *
 * @param answers - what was done about when it is released
 * @param since - ISO date since which the weekday has stood out
 */
export function answersTo(
  answers: readonly TrackRecordEntry[],
  since: string,
): TrackRecordEntry[] {
  const first = Date.parse(since) - answerDaysBefore * 86_400_000;
  return answers.filter(
    ({ at, complete }) => complete !== false && Date.parse(at) >= first,
  );
}
