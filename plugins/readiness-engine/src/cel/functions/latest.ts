import { readDay } from '../../calendar/calendarDay';
import { CheckFunction } from './CheckFunction';

function readDate(value: unknown): string | null {
  if (
    value === null ||
    (typeof value === 'string' && readDay(value) !== null)
  ) {
    return value;
  }
  throw new Error('latest() takes a list of dates as text, or null');
}

/** The latest date of a list. */
export const latest: CheckFunction = {
  name: 'latest',
  parameters: [{ name: 'dates', types: ['list'], items: ['date', 'null'] }],
  returns: { types: ['date', 'null'] },
  description:
    'The latest date of a list, nulls left out; null where there is none.',
  example: 'latest(["2026-01-02", null, "2026-03-01"])',
  answer: '2026-03-01',
  overloads: ['latest(list): dyn'],
  call(values: unknown[]): string | null {
    let newest: string | null = null;
    let newestTime = -Infinity;
    for (const value of values) {
      const date = readDate(value);
      const time = date === null ? -Infinity : Date.parse(date);
      if (time > newestTime) {
        newest = date;
        newestTime = time;
      }
    }
    return newest;
  },
};
