/** Milliseconds of a day. */
export const dayInMilliseconds = 86_400_000;

const datePattern =
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Length of a date without a time. */
const dateLength = 'YYYY-MM-DD'.length;

/**
 * Reads a date or time.
 *
 * @param text - `YYYY-MM-DD`, or ISO 8601 with time and zone
 * @returns milliseconds since 1970-01-01 in UTC (of a date: its midnight), and
 *   whether the text has a time; null for any other text
 */
export function readMoment(
  text: string,
): { time: number; hasTime: boolean } | null {
  if (!datePattern.test(text)) {
    return null;
  }
  const time = Date.parse(text);
  return Number.isNaN(time)
    ? null
    : { time, hasTime: text.length > dateLength };
}

/**
 * The calendar day of a date or time.
 *
 * @param text - as {@link readMoment} takes it
 * @returns days since 1970-01-01 in UTC, or null for any other text
 */
export function readDay(text: string): number | null {
  const moment = readMoment(text);
  return moment && Math.floor(moment.time / dayInMilliseconds);
}
