const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)? ?(Z|z|UTC|[+-]\d{2}:?\d{2})$/;

/** Seconds from 2001 to 2286; milliseconds are greater, counters and years are less. */
const plausibleSeconds = (value: number) => value > 1e9 && value < 1e10;

/**
 * A time as sources write it: RFC 3339; `2021-04-28 21:50:00 +0200` and `2021-04-28 21:50:00 UTC` of
 * GitLab; seconds since 1970 of GitHub's `pushed_at`.
 *
 * @param value - as it stands in the payload
 * @returns the ISO time in UTC to the millisecond; undefined for anything else, days that do not
 *   exist and times without an offset
 */
export function toIsoTime(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return plausibleSeconds(value)
      ? new Date(value * 1000).toISOString()
      : undefined;
  }
  const parts =
    typeof value === 'string' && value.length <= 40
      ? isoTime.exec(value)
      : null;
  if (!parts) {
    return undefined;
  }
  const [year, month, day, hours, minutes, seconds] = parts
    .slice(1, 7)
    .map(Number);
  const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  // RFC 3339 writes a leap second as the second 60.
  const real =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOfMonth &&
    hours <= 23 &&
    minutes <= 59 &&
    seconds <= 60;
  const offset = offsetMinutes(parts[8]);
  if (!real || offset === undefined) {
    return undefined;
  }
  const milliseconds = Math.floor(Number(`0${parts[7] ?? '.0'}`) * 1000);
  const at = new Date(0);
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hours, minutes - offset, seconds, milliseconds);
  const text = at.toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

function offsetMinutes(text: string): number | undefined {
  if (/^(?:z|utc)$/i.test(text)) {
    return 0;
  }
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 23 || minutes > 59) {
    return undefined;
  }
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
