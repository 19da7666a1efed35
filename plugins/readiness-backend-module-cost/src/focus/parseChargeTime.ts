// 2024-09-18, 2024-09-18 22:00:00, 2024-09-18T22:00Z, 2024-09-18 22:00:00.000 UTC, …+02:00
const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const firstYear = 2000;
const lastYear = 2199;

/**
 * Reads a FOCUS date: ISO 8601, and the forms with a space that databases export.
 * Without an offset it is UTC, as FOCUS demands. Fractions of a second are dropped.
 *
 * @returns milliseconds since 1970, or undefined where it is no date of the years 2000 to 2199
 */
export function parseChargeTime(text: string): number | undefined {
  const match = text.length > 40 ? null : pattern.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map(part => Number(part ?? 0));
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  const exists =
    year >= firstYear &&
    year <= lastYear &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return exists ? time - offsetOf(match[7]) : undefined;
}

/** Whether a time lies in the years that {@link parseChargeTime} reads. */
export function isChargeTime(time: number): boolean {
  return (
    time >= Date.UTC(firstYear, 0, 1) && time < Date.UTC(lastYear + 1, 0, 1)
  );
}

/** Milliseconds by which a zone is ahead of UTC. */
function offsetOf(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (!match) {
    return 0;
  }
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
