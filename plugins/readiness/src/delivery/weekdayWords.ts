import {
  DeliveryHistory,
  TrackRecordEntry,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessT } from '../translations';

/** A weekday with what happened on it. */
export type WeekdayCount = DeliveryHistory['weekdays'][number];

/** What was done this long before a weekday stood out still answers it, as in the built-in check. */
const answerDaysBefore = 30;

/** The days of the week as `words.weekday` counts them, from Monday on. */
export const mondayFirst: readonly number[] = [1, 2, 3, 4, 5, 6, 0];

const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/**
 * The number of a weekday, 0 for Sunday.
 *
 * @param name - as the API calls it, e.g. "Friday"
 * @returns undefined for what is none
 */
export function weekdayNumber(name: string): number | undefined {
  const index = weekdays.findIndex(
    weekday => weekday === name.toLocaleLowerCase('en-US'),
  );
  return index < 0 ? undefined : index;
}

/**
 * How often chance alone gives so many failures, as "41 in 100" or "1 in 240".
 *
 * @param p - a probability; null gives "–"
 * @param inSentence - for the middle of a sentence: "1 of 240"
 */
export function chanceWords(
  t: ReadinessT,
  p: number | null,
  inSentence: boolean = false,
): string {
  if (p === null || Number.isNaN(p)) {
    return t('delivery.weekdays.none');
  }
  if (p >= 0.01) {
    const amount = Math.min(Math.round(p * 100), 100);
    return inSentence
      ? t('delivery.weekdays.of100', { amount })
      : t('delivery.weekdays.in100', { amount });
  }
  const cases = 1 / Math.max(p, 1e-6);
  if (cases >= 1e6) {
    return inSentence
      ? t('delivery.weekdays.fewerOf', { amount: 1e6 })
      : t('delivery.weekdays.fewer', { amount: 1e6 });
  }
  const amount = Number(cases.toPrecision(2));
  return inSentence
    ? t('delivery.weekdays.of', { amount })
    : t('delivery.weekdays.in', { amount });
}

/**
 * The weekdays on which more fails than chance explains, the clearest first.
 */
export function riskyWeekdays(all: readonly WeekdayCount[]): WeekdayCount[] {
  return all
    .filter(({ significantSince }) => significantSince !== null)
    .sort((one, other) => (one.pValue ?? 1) - (other.pValue ?? 1));
}

/**
 * What a weekday says, e.g. "On Fridays 3 of 12 deployments fail, on other days 2 of 60. Chance alone gives that
 * in 1 of 240 cases."
 *
 * @param weekday - one of `all`
 */
export function riskWords(
  t: ReadinessT,
  weekday: WeekdayCount,
  all: readonly WeekdayCount[],
): string {
  const others = all.filter(other => other !== weekday);
  const sum = (pick: (count: WeekdayCount) => number) =>
    others.reduce((total, count) => total + pick(count), 0);
  const number = weekdayNumber(weekday.weekday);
  const counts =
    number === undefined
      ? ''
      : t(`delivery.weekdays.risk.${weekdays[number]}`, {
          failures: weekday.failures,
          deployments: weekday.deployments,
          otherFailures: sum(count => count.failures),
          otherDeployments: sum(count => count.deployments),
        });
  return weekday.pValue === null
    ? counts
    : `${counts} ${t('delivery.weekdays.byChance', {
        chance: chanceWords(t, weekday.pValue, true),
      })}`;
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
