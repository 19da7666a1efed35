/** A quarter of the API, e.g. "2026-Q2". */
const quarterPattern = /^(\d{4})-Q([1-4])$/;

/**
 * Reads a quarter out of an address.
 *
 * @param text - e.g. "2026-Q2"
 * @returns the same, or undefined where it is none
 */
export function parseQuarter(text: string | null): string | undefined {
  return text && quarterPattern.test(text) ? text : undefined;
}

/**
 * The last complete quarters, the latest first.
 *
 * @param now - in UTC, as the API counts
 * @param count - how many
 */
export function lastQuarters(now: Date, count: number): string[] {
  const current = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3);
  return Array.from({ length: count }, (_, index) => {
    const quarter = current - 1 - index;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  });
}

/**
 * The quarter before another one.
 *
 * @param quarter - e.g. "2026-Q1"; what is no quarter is returned as it is
 */
export function quarterBefore(quarter: string): string {
  const [, year, number] = quarterPattern.exec(quarter) ?? [];
  if (!number) {
    return quarter;
  }
  return number === '1'
    ? `${Number(year) - 1}-Q4`
    : `${year}-Q${Number(number) - 1}`;
}

/**
 * A quarter as it is said, e.g. "Q2 2026".
 *
 * @param quarter - e.g. "2026-Q2"; what is no quarter is returned as it is
 */
export function quarterWords(quarter: string): string {
  return quarter.replace(quarterPattern, 'Q$2 $1');
}
