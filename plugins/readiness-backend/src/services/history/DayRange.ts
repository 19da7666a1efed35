import { InputError } from '@backstage/errors';
import { Days } from '../../database/operations/history';
import { readDay } from '../reading/readDay';
import { toDay } from '../standing/toChange';

const dayMs = 86_400_000;
const defaultDays = 90;
/** Three years, with the day that a leap year adds. */
const mostDays = 3 * 365 + 1;
/** Nothing is older, nor are the times of the databases. */
const firstDay = '1970-01-01';

/** Days (UTC) of history, both included, up to the present one. */
export interface DayRange extends Days {
  /** The last day is the present one, which is not over. */
  isOpen: boolean;
  /** Those of its days that are over; null: there are none. */
  past: Days | null;
}

/**
 * Reads the days of a query.
 *
 * @param query - default of `to` is the present day, that of `from` 90 days before `to`
 * @returns `to` is never later than the present day
 * @throws InputError for a text that is no day, for days in the wrong order, and for more than three years
 */
export function readDayRange(
  query: { from?: string; to?: string },
  now: Date,
): DayRange {
  const today = toDay(now);
  const asked = query.to === undefined ? today : readPastDay('to', query.to);
  const to = asked < today ? asked : today;
  const from =
    query.from === undefined
      ? [addDays(to, -defaultDays), firstDay].sort()[1]
      : readPastDay('from', query.from);
  if (from > asked || from > today) {
    throw new InputError('from must not be later than to, nor than today');
  }
  if (daysBetween(from, to) > mostDays) {
    throw new InputError('from and to must not be more than 3 years apart');
  }
  const isOpen = to === today;
  const last = isOpen ? addDays(today, -1) : to;
  return { from, to, isOpen, past: from <= last ? { from, to: last } : null };
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return toDay(new Date(Date.parse(day) + days * dayMs));
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** @throws InputError for a text that is no day, and for days of which there can be no history */
function readPastDay(parameter: string, text: string): string {
  const day = readDay(parameter, text);
  if (day < firstDay) {
    throw new InputError(`${parameter} must not be before ${firstDay}`);
  }
  return day;
}
