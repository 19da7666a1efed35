import { LocalDays } from '@team-readiness/backstage-plugin-readiness-engine';

const hourMs = 3_600_000;

/**
 * The latest moment at which the digest of a week was due.
 *
 * @param options - `weekday`: from 1 (Monday) to 7; `hour`: hours since midnight, by the days of `timeZone`
 *   (IANA name).
 */
export function weekInstant(
  now: Date,
  options: { weekday: number; hour: number; timeZone: string },
): Date {
  const days = new LocalDays(options.timeZone);
  const today = days.dayAt(now.getTime());
  // Day 0 was a Thursday.
  const daysAgo = (((today + 3) % 7) + 8 - options.weekday) % 7;
  const at = (day: number) => days.startOf(day) + options.hour * hourMs;
  const latest = at(today - daysAgo);
  return new Date(latest <= now.getTime() ? latest : at(today - daysAgo - 7));
}
