/**
 * Do deployments of a weekday fail more often than those of the other ones?
 *
 * Model. The window is the last `days` days up to and including a day. For each weekday, its
 * deployments and failures in the window are compared with those of the other weekdays by the exact
 * test of Fisher, which takes each for a draw of its own: so one version that was deployed several times on
 * a day, as to several regions, is one, and failed if it failed anywhere. `significantSince` is the first day of the unbroken run of days, up to today, at
 * the end of which the test of the window that ended then gave less than 0.01.
 *
 * Cost. Sums by weekday are kept from day to day (`history + days` steps); the test is made only for
 * a weekday that still is significant and only where its sums changed, so at most once for each
 * weekday and day of the history, and mostly seven times.
 *
 * With seven tests a bar of 0.05 would let some weekday stand out by chance in up to one window of
 * three (1 - 0.95^7); with 0.01 it is one of fifteen, and a run that breaks begins anew.
 */
import { DeliveryFact } from '@team-readiness/backstage-plugin-readiness-common';
import { countDays, DayCounts } from './deliveryDays';
import { DeliveryRecord } from './DeliveryRecord';
import { fisherExact } from './fisherExact';
import { LocalDays, weekdays } from './LocalDays';
import { finish, Steps } from './Steps';

/**
 * What a weekday says.
 *
 * @public
 */
export type WeekdayRisk = DeliveryFact['weekdays'][number];

/**
 * The p value under which a weekday stands out.
 *
 * @public
 */
export const significantP = 0.01;

/**
 * Days back to which the beginning of an effect is looked for; an older one begins there.
 *
 * @public
 */
export const weekdayHistoryDays = 310;

class WeekdaySums {
  readonly #sums = weekdays.map(() => ({ deployments: 0, failures: 0 }));
  #deployments = 0;
  #failures = 0;

  add(weekday: number, counts: DayCounts | undefined, sign: 1 | -1): void {
    if (counts) {
      this.#sums[weekday].deployments += sign * counts.deployments;
      this.#sums[weekday].failures += sign * counts.failures;
      this.#deployments += sign * counts.deployments;
      this.#failures += sign * counts.failures;
    }
  }

  of(weekday: number): { deployments: number; failures: number } {
    return { ...this.#sums[weekday] };
  }

  pValue(weekday: number): number | null {
    const { deployments, failures } = this.#sums[weekday];
    return fisherExact(this.#sums[weekday], {
      deployments: this.#deployments - deployments,
      failures: this.#failures - failures,
    });
  }
}

/**
 * What {@link weekdayRisks} takes.
 *
 * @public
 */
export interface WeekdayOptions {
  /** Last day of the window, `YYYY-MM-DD`. */
  today: string;
  /** Length of the window. */
  days: number;
  /** IANA name of the zone in which days are counted. */
  timeZone: string;
  /** Days back to which the beginning of an effect is looked for; default: 310. */
  history?: number;
}

/**
 * Looks at the weekdays. See the head of this file for what is compared.
 *
 * @param records - of one entity, or of all entities of a team
 * @returns all seven, Monday first
 * @throws Error for a day or a time zone that is none
 * @public
 */
export function weekdayRisks(
  records: readonly DeliveryRecord[],
  options: WeekdayOptions,
): WeekdayRisk[] {
  return finish(weekdayRisksInSteps(records, options));
}

/**
 * {@link weekdayRisks} with pauses.
 *
 * @public
 */
export function* weekdayRisksInSteps(
  records: readonly DeliveryRecord[],
  options: WeekdayOptions,
): Steps<WeekdayRisk[]> {
  const { days: length, history = weekdayHistoryDays } = options;
  const days = new LocalDays(options.timeZone);
  const today = days.readDate(options.today);
  if (today === null) {
    throw new Error('A window of days ends with a YYYY-MM-DD');
  }
  const counts = yield* countDays(records, days, {
    first: today - history - length + 2,
    last: today,
    versions: true,
  });
  const sums = new WeekdaySums();
  for (let day = today - length + 1; day <= today; day++) {
    sums.add(days.weekdayOf(day), counts.get(day), 1);
  }
  const risks = weekdays.map((weekday, index) => ({
    weekday,
    ...sums.of(index),
    pValue: sums.pValue(index),
    since: null as number | null,
  }));
  let open = risks.filter(it => isSignificant(it.pValue));
  open.forEach(it => {
    it.since = today;
  });
  for (let day = today; open.length && day > today - history + 1; day--) {
    const leaving = counts.get(day);
    const entering = counts.get(day - length);
    sums.add(days.weekdayOf(day), leaving, -1);
    sums.add(days.weekdayOf(day - length), entering, 1);
    const isSame = !leaving?.deployments && !entering?.deployments;
    open = open.filter(
      it => isSame || isSignificant(sums.pValue(weekdays.indexOf(it.weekday))),
    );
    for (const it of open) {
      it.since = day - 1;
    }
    yield;
  }
  return risks.map(({ since, ...risk }) => ({
    ...risk,
    significantSince: since === null ? null : days.toDate(since),
  }));
}

function isSignificant(pValue: number | null): boolean {
  return pValue !== null && pValue < significantP;
}
