/**
 * Days of the configured business calendar: its working days, without its
 * holidays, in its time zone.
 */
import { WorkingDays } from '../../calendar/WorkingDays';
import { businessClockOf } from '../BusinessClock';
import { CelClock } from '../CelEngine';
import { currentClock, spend } from '../runBudget';
import { CheckFunction } from './CheckFunction';
import { findDateProblem, toDay } from './dateArgument';

/** Finding the day of a time in a zone takes about a microsecond. */
const unitsPerDate = 1;

function readIn(calendar: WorkingDays, name: string, value: unknown): number {
  spend(unitsPerDate);
  return toDay(name, value, text => calendar.read(text));
}

function calendarOf(clock: CelClock | undefined): WorkingDays {
  return clock?.business?.calendar ?? WorkingDays.of();
}

/** Working days between two dates. */
export const businessDaysBetween: CheckFunction = {
  name: 'businessDaysBetween',
  parameters: [
    { name: 'from', types: ['date'] },
    { name: 'to', types: ['date'] },
  ],
  returns: { types: ['int'] },
  description:
    'Working days after the first date up to and including the second, by the configured calendar; negative where the second is earlier.',
  example: 'businessDaysBetween("2026-06-12", "2026-06-16")',
  answer: 2,
  overloads: ['businessDaysBetween(dyn, dyn): int'],
  findLiteralProblem: findDateProblem('businessDaysBetween'),
  call(from: unknown, to: unknown): bigint {
    const calendar = calendarOf(currentClock());
    const read = (value: unknown) =>
      readIn(calendar, 'businessDaysBetween', value);
    return BigInt(calendar.between(read(from), read(to)));
  },
};

/** Working days from a date to today; needs the clock of a run. */
export const businessDaysSince: CheckFunction = {
  name: 'businessDaysSince',
  parameters: [{ name: 'date', types: ['date'] }],
  returns: { types: ['int'] },
  description:
    'Working days after a date up to and including today, by the configured calendar and in its time zone; negative for a date to come.',
  example: 'businessDaysSince("2026-06-08")',
  answer: 5,
  overloads: ['businessDaysSince(dyn): int'],
  findLiteralProblem: findDateProblem('businessDaysSince'),
  call(value: unknown): bigint {
    const clock = currentClock();
    if (!clock) {
      throw new Error('businessDaysSince() needs a clock');
    }
    const { calendar, today } = businessClockOf(clock);
    const day = readIn(calendar, 'businessDaysSince', value);
    return BigInt(calendar.between(day, today));
  },
};
