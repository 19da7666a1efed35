import { readDay } from '../../calendar/calendarDay';
import { currentClock } from '../runBudget';
import { CheckFunction } from './CheckFunction';
import { findDateProblem, toDay } from './dateArgument';

/** Whole calendar days, UTC, from a date to today; needs the clock of a run. */
export const daysSince: CheckFunction = {
  name: 'daysSince',
  parameters: [{ name: 'date', types: ['date'] }],
  returns: { types: ['int'] },
  description:
    'Whole calendar days, UTC, from a date to today; negative for a date to come.',
  example: 'daysSince("2026-06-01")',
  answer: 14,
  // Any type, so that null gets words of its own.
  overloads: ['daysSince(dyn): int'],
  findLiteralProblem: findDateProblem('daysSince'),
  call(value: unknown): bigint {
    const clock = currentClock();
    if (!clock) {
      throw new Error('daysSince() needs a clock');
    }
    return BigInt(clock.today - toDay('daysSince', value, readDay));
  },
};
