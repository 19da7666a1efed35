/**
 * A few days, at most 30, as bits of an integer: the first day is bit 0. What stood from one day until another is told by those of the days
 * that lie between, so that it is counted once, however long it stood.
 */
import { sql, SqlFragment } from '../reading/SqlFragment';
import { lastMoment } from './HistorySelection';

/**
 * The bits of the sampled days on which a row with `day` and `until_day` stood.
 *
 * @param days - in order
 */
export function bitsOfRow(days: readonly string[]): SqlFragment {
  return sql`(case when r.until_day is null then ${literal(
    all(days),
  )} else ${bitsBefore(days, day => sql`r.until_day > ${day}`)} end
    - ${bitsBefore(days, day => sql`r.day > ${day}`)})`;
}

/**
 * The bits of the sampled days that ended before a time.
 *
 * @param days - in order
 * @param time - epoch ms; null: before all of them
 */
export function bitsBeforeTime(
  days: readonly string[],
  time: SqlFragment,
): SqlFragment {
  return bitsBefore(days, day => sql`${time} > ${lastMoment(day)}`);
}

/** Which of the days are among the bits. */
export function daysOfBits(days: readonly string[], bits: number): string[] {
  return days.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
}

function bitsBefore(
  days: readonly string[],
  isAfter: (day: string) => SqlFragment,
): SqlFragment {
  const cases = days
    .map((day, index) => ({ day, bits: 2 ** (index + 1) - 1 }))
    .reverse()
    .reduce(
      (before, { day, bits }) =>
        sql`${before} when ${isAfter(day)} then ${literal(bits)}`,
      sql``,
    );
  return sql`(case${cases} else 0 end)`;
}

function all(days: readonly string[]): number {
  return 2 ** days.length - 1;
}

/** A number of our own: as a binding its type would be guessed. */
function literal(number: number): SqlFragment {
  return { sql: String(number), bindings: [] };
}
