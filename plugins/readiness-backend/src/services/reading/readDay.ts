import { InputError } from '@backstage/errors';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a day of a query.
 *
 * @param parameter - its name, for the reader
 * @returns the text
 * @throws InputError for a text that is no day
 */
export function readDay(parameter: string, text: string): string {
  const time = dayPattern.test(text) ? Date.parse(text) : NaN;
  if (
    Number.isNaN(time) ||
    new Date(time).toISOString().slice(0, 10) !== text
  ) {
    throw new InputError(`${parameter} must be a day such as 2026-01-31`);
  }
  return text;
}
