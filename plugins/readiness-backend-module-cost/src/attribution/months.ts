/** Milliseconds of a day; all days are UTC, where none is longer or shorter. */
export const dayMs = 24 * 60 * 60 * 1_000;

/** The day of a time: days since 1970, in UTC. */
export function dayOf(time: number): number {
  return Math.floor(time / dayMs);
}

/** `YYYY-MM-DD` of a day. */
export function dayName(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The month of a time in UTC: months since year 0, `year * 12 + month`, where January is 0. */
export function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** First millisecond of a month. */
export function startOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

/** `YYYY-MM`. */
export function monthName(month: number): string {
  return new Date(startOfMonth(month)).toISOString().slice(0, 7);
}

/** 28 to 31. */
export function daysInMonth(month: number): number {
  return Math.round((startOfMonth(month + 1) - startOfMonth(month)) / dayMs);
}
