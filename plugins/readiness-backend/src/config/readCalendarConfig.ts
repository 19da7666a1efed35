import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  BusinessCalendar,
  defaultBusinessCalendar,
  findCalendarProblem,
} from '@team-readiness/backstage-plugin-readiness-engine';

const key = 'readiness.calendar';

function readWorkingDays(config: Config): readonly number[] | undefined {
  const value = config.getOptional(`${key}.workingDays`);
  if (value === undefined) {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every(day => typeof day === 'number')) {
    throw new InputError(
      `${key}.workingDays must be a list of numbers from 1 (Monday) to 7 (Sunday)`,
    );
  }
  return value as number[];
}

/**
 * Reads the business calendar.
 *
 * @param config - of the whole backend
 * @returns a frozen calendar; what is not configured is that of {@link defaultBusinessCalendar}
 * @throws InputError that names the key
 */
export function readCalendarConfig(config: Config): BusinessCalendar {
  const timeZone = config.getOptionalString(`${key}.timeZone`);
  const workingDays = readWorkingDays(config);
  const holidays = config.getOptionalStringArray(`${key}.holidays`);
  const calendar: BusinessCalendar = Object.freeze({
    timeZone: timeZone ?? defaultBusinessCalendar.timeZone,
    workingDays: Object.freeze([
      ...(workingDays ?? defaultBusinessCalendar.workingDays),
    ]),
    holidays: Object.freeze([
      ...(holidays ?? defaultBusinessCalendar.holidays),
    ]),
  });
  const problem = findCalendarProblem(calendar);
  if (problem) {
    throw new InputError(`${key}.${problem.property} ${problem.message}`);
  }
  return calendar;
}
