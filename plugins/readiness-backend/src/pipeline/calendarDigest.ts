import {
  BusinessCalendar,
  defaultBusinessCalendar,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { createHash } from 'crypto';

function describe({ timeZone, workingDays, holidays }: BusinessCalendar) {
  return JSON.stringify([
    timeZone,
    [...workingDays].sort(),
    [...new Set(holidays)].sort(),
  ]);
}

/**
 * Tells calendars apart that may count differently.
 *
 * @param calendar - Of the evaluations.
 * @returns 64 hex digits; nothing for the default one, so that whoever configures none keeps
 *   what is stored.
 */
export function calendarDigest(calendar: BusinessCalendar): string {
  const described = describe(calendar);
  return described === describe(defaultBusinessCalendar)
    ? ''
    : createHash('sha256').update(described).digest('hex');
}
