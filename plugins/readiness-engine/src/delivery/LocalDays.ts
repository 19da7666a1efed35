import { defaultBusinessCalendar } from '../calendar';
import { dayInMilliseconds, readDay } from '../calendar/calendarDay';
import { WorkingDays } from '../calendar/WorkingDays';

/**
 * Days of the week, Monday first.
 *
 * @public
 */
export const weekdays: readonly Weekday[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/**
 * Name of a day of the week.
 *
 * @public
 */
export type Weekday =
  | 'Monday'
  | 'Tuesday'
  | 'Wednesday'
  | 'Thursday'
  | 'Friday'
  | 'Saturday'
  | 'Sunday';

/**
 * Days in a time zone, over every change of the clocks. A day is a number, counted from 1970-01-01.
 *
 * @public
 */
export class LocalDays {
  readonly #days: WorkingDays;

  /**
   * @param timeZone - IANA name
   * @throws Error for a time zone that nobody knows
   */
  constructor(readonly timeZone: string) {
    this.#days = new WorkingDays({ ...defaultBusinessCalendar, timeZone });
  }

  /** The day on which a moment is, in milliseconds since 1970-01-01, UTC. */
  dayAt(time: number): number {
    return this.#days.dayAt(time);
  }

  /** The first millisecond of a day. */
  startOf(day: number): number {
    // No zone is more than 15 hours from UTC.
    let before = day * dayInMilliseconds - 15 * 3_600_000 - 1;
    let from = day * dayInMilliseconds + 15 * 3_600_000;
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (this.dayAt(middle) >= day) {
        from = middle;
      } else {
        before = middle;
      }
    }
    return from;
  }

  /** Monday is 0. */
  weekdayOf(day: number): number {
    return (((day + 3) % 7) + 7) % 7;
  }

  /** `YYYY-MM-DD`. */
  toDate(day: number): string {
    return new Date(day * dayInMilliseconds).toISOString().slice(0, 10);
  }

  /** The day of a `YYYY-MM-DD`; null for another text. */
  readDate(text: string): number | null {
    return readDay(text);
  }
}
