const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const monthFormat = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
});

/**
 * The distance from `now` to a moment in words: "3 days ago", "in 2 hours".
 * Up to 60 days in days, up to 24 months in months, then in years.
 *
 * @param iso - ISO time; anything else gives "at an unknown time"
 * @param now - the moment to compare with
 * @public
 */
export function relativeDateWords(iso: string, now: Date = new Date()): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) {
    return 'at an unknown time';
  }
  const distance = then - now.getTime();
  const size = Math.abs(distance);
  if (size < minute) {
    return 'just now';
  }
  if (size < hour) {
    return relativeFormat.format(Math.trunc(distance / minute), 'minute');
  }
  if (size < day) {
    return relativeFormat.format(Math.trunc(distance / hour), 'hour');
  }
  if (size < 60 * day) {
    return relativeFormat.format(Math.trunc(distance / day), 'day');
  }
  if (size < 730 * day) {
    return relativeFormat.format(Math.trunc(distance / (30 * day)), 'month');
  }
  return relativeFormat.format(Math.trunc(distance / (365 * day)), 'year');
}

/**
 * The day of an ISO time or date in UTC, e.g. "7 Oct 2026".
 *
 * @param iso - ISO time or date; anything else gives "an unknown day"
 * @public
 */
export function dayWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 'an unknown day' : dayFormat.format(time);
}

/**
 * The day of an ISO time or date in UTC without its year, e.g. "7 Oct", for where the year stands above.
 *
 * @param iso - ISO time or date; anything else gives "an unknown day"
 * @public
 */
export function shortDayWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 'an unknown day' : shortDayFormat.format(time);
}

/**
 * The month of an ISO time or date in UTC, e.g. "October 2026".
 *
 * @param iso - ISO time or date; anything else gives "an unknown month"
 * @public
 */
export function monthWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 'an unknown month' : monthFormat.format(time);
}

/**
 * An ISO time with hours and minutes in UTC, e.g. "7 Oct 2026, 09:30 UTC".
 *
 * @param iso - ISO time; anything else gives "an unknown time"
 * @public
 */
export function momentWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 'an unknown time' : momentFormat.format(time);
}
