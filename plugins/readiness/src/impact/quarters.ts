import { ReadinessT } from '../translations';

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
 * The present quarter and the complete ones before it, the latest first.
 *
 * @param now - in UTC; where the API counts in another time zone, its first hours may still be those of the quarter before
 * @param count - how many
 */
export function latestQuarters(now: Date, count: number): string[] {
  const current = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3);
  return Array.from({ length: count }, (_, index) => {
    const quarter = current - index;
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
export function quarterWords(t: ReadinessT, quarter: string): string {
  const [, year, number] = quarterPattern.exec(quarter) ?? [];
  return number ? t('impact.quarterName', { quarter: number, year }) : quarter;
}
