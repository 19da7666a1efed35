import { readDay } from '../../calendar/calendarDay';

/** What every function on dates says of a text that is none. */
function describeDate(name: string): string {
  return `${name}() takes a date as YYYY-MM-DD or an ISO 8601 time with zone`;
}

/**
 * Reads a date that a function was given.
 *
 * @param name - of the function, for the error
 * @param read - takes the text to a day, or null where it is no date
 * @throws Error where there is no text, or it is no date
 */
export function toDay(
  name: string,
  value: unknown,
  read: (text: string) => number | null,
): number {
  if (typeof value !== 'string') {
    throw new Error(`${name}() takes a date as text; there is none`);
  }
  const day = read(value);
  if (day === null) {
    throw new Error(describeDate(name));
  }
  return day;
}

/** Looks at dates that are written out. */
export function findDateProblem(name: string) {
  return (text: string) => (readDay(text) === null ? describeDate(name) : null);
}
