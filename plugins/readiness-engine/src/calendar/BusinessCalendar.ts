import { readDay } from './calendarDay';

/**
 * Which days are worked on, and where.
 *
 * @public
 */
export interface BusinessCalendar {
  /** IANA name of the time zone that tells which day a time is on, e.g. `Europe/Paris`. */
  readonly timeZone: string;
  /** ISO days of the week: 1 is Monday, 7 is Sunday. At least one. */
  readonly workingDays: readonly number[];
  /** Days off, as `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

/**
 * UTC, Monday to Friday, no holidays.
 *
 * @public
 */
export const defaultBusinessCalendar: BusinessCalendar = Object.freeze({
  timeZone: 'UTC',
  workingDays: Object.freeze([1, 2, 3, 4, 5]),
  holidays: Object.freeze([]),
});

/** About a hundred years of them. */
const maxHolidays = 2_000;

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}

/**
 * What is wrong with a calendar.
 *
 * @returns the property that is wrong with one plain sentence on what it must be, or null
 * @public
 */
export function findCalendarProblem(
  calendar: BusinessCalendar,
): { property: keyof BusinessCalendar; message: string } | null {
  const { timeZone, workingDays, holidays } = calendar;
  if (!isTimeZone(timeZone)) {
    return {
      property: 'timeZone',
      message: 'must be the IANA name of a time zone, such as Europe/Paris',
    };
  }
  const isWeekday = (day: number) =>
    Number.isInteger(day) && day >= 1 && day <= 7;
  if (
    workingDays.length === 0 ||
    !workingDays.every(isWeekday) ||
    new Set(workingDays).size < workingDays.length
  ) {
    return {
      property: 'workingDays',
      message:
        'must list at least one day of the week, each once, from 1 (Monday) to 7 (Sunday)',
    };
  }
  if (holidays.length > maxHolidays) {
    return {
      property: 'holidays',
      message: `must not list more than ${maxHolidays} days`,
    };
  }
  const wrong = holidays.findIndex(
    day => day.length !== 10 || readDay(day) === null,
  );
  return wrong < 0
    ? null
    : {
        property: 'holidays',
        message: `must list days as YYYY-MM-DD; number ${wrong + 1} is none`,
      };
}
