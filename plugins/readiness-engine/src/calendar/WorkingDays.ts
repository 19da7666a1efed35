/**
 * Counts the working days of a calendar.
 *
 * Days are numbers, counted from 1970-01-01 (a Thursday). All counting is the
 * difference of one function, the number of working days up to a day, so that
 * counts add up over any split of a period and change sign with its direction.
 * A count costs a division and a binary search in the holidays, however long
 * the period.
 */
import {
  BusinessCalendar,
  defaultBusinessCalendar,
  findCalendarProblem,
} from './BusinessCalendar';
import { dayInMilliseconds, readDay, readMoment } from './calendarDay';

const hourInMilliseconds = 3_600_000;
/** Zones are at most 14 hours ahead of UTC and 12 behind it. */
const hoursAhead = 14;
const hoursBehind = 12;

function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** How many of the ascending numbers are at most this one. */
function countUpTo(ascending: readonly number[], most: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= most) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Counts the working days of a calendar. @public */
export class WorkingDays {
  static readonly #known = new WeakMap<BusinessCalendar, WorkingDays>();

  readonly #perWeek: number;
  /** Working days from Monday up to each day of the week; the first is that of Monday. */
  readonly #sinceMonday: readonly number[];
  /** Holidays that would be worked on otherwise, ascending. */
  readonly #holidays: readonly number[];
  /** Writes the day of the month in the time zone; null: UTC. */
  readonly #zone: Intl.DateTimeFormat | null;

  /** @throws Error for a calendar that {@link findCalendarProblem} has something to say about */
  constructor(calendar: BusinessCalendar) {
    const problem = findCalendarProblem(calendar);
    if (problem) {
      throw new Error(`${problem.property} of the calendar ${problem.message}`);
    }
    const worked = new Set(calendar.workingDays);
    this.#perWeek = worked.size;
    this.#sinceMonday = [1, 2, 3, 4, 5, 6, 7].map(
      last => [...worked].filter(day => day <= last).length,
    );
    const holidays = calendar.holidays
      .map(day => readDay(day) as number)
      .filter(day => worked.has(isoWeekday(day)));
    this.#holidays = [...new Set(holidays)].sort((a, b) => a - b);
    const zone = new Intl.DateTimeFormat('en-US', {
      timeZone: calendar.timeZone,
      day: 'numeric',
    });
    this.#zone = zone.resolvedOptions().timeZone === 'UTC' ? null : zone;
  }

  /**
   * The counter of a calendar, made once for each object.
   *
   * @param calendar - must not change; default: {@link defaultBusinessCalendar}
   */
  static of(calendar: BusinessCalendar = defaultBusinessCalendar): WorkingDays {
    let known = this.#known.get(calendar);
    if (!known) {
      known = new WorkingDays(calendar);
      this.#known.set(calendar, known);
    }
    return known;
  }

  /**
   * The day on which a moment is in the time zone.
   *
   * @param time - milliseconds since 1970-01-01, UTC
   */
  dayAt(time: number): number {
    const day = Math.floor(time / dayInMilliseconds);
    if (!this.#zone) {
      return day;
    }
    // The local day is that of UTC or a neighbour of it; the day of the month
    // tells which, in every year and era.
    const written = Number(this.#zone.format(time));
    const isWritten = (candidate: number) =>
      new Date(candidate * dayInMilliseconds).getUTCDate() === written;
    return [day - 1, day + 1].find(isWritten) ?? day;
  }

  /**
   * The day of a date, or of a time in the time zone.
   *
   * @param text - as `readMoment` takes it
   * @returns null for any other text
   */
  read(text: string): number | null {
    const moment = readMoment(text);
    if (!moment) {
      return null;
    }
    return moment.hasTime
      ? this.dayAt(moment.time)
      : Math.floor(moment.time / dayInMilliseconds);
  }

  /**
   * Working days after `from` up to and including `to`; negative where `to` is
   * before `from`. From a Friday to the next Monday it is 1.
   */
  between(from: number, to: number): number {
    return this.#upTo(to) - this.#upTo(from);
  }

  /** The first day by which that many working days have passed since `from`; `count` is positive. */
  dayAfter(from: number, count: number): number {
    let reach = 7;
    while (this.between(from, from + reach) < count) {
      reach *= 2;
    }
    let low = from;
    let high = from + reach;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.between(from, middle) < count) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The first whole UTC hour that is on a day in the time zone, in milliseconds;
   * evaluations see whole hours only.
   */
  startOf(day: number): number {
    let low = day * 24 - hoursAhead - 1;
    let high = day * 24 + hoursBehind;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.dayAt(middle * hourInMilliseconds) >= day) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high * hourInMilliseconds;
  }

  /** Working days up to and including a day, counted from a Monday long ago. */
  #upTo(day: number): number {
    const weeks = Math.floor((day + 3) / 7);
    return (
      weeks * this.#perWeek +
      this.#sinceMonday[isoWeekday(day) - 1] -
      countUpTo(this.#holidays, day)
    );
  }
}
