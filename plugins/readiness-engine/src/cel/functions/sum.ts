import { CheckFunction } from './CheckFunction';

/** The sum of numbers. */
export const sum: CheckFunction = {
  name: 'sum',
  parameters: [{ name: 'numbers', types: ['list'], items: ['number'] }],
  returns: { types: ['double'] },
  description: 'The sum of the numbers in a list; 0 where it is empty.',
  example: 'sum([1, 2.5])',
  answer: 3.5,
  overloads: ['sum(list): double'],
  call(values: unknown[]): number {
    let total = 0;
    for (const value of values) {
      if (typeof value !== 'number' && typeof value !== 'bigint') {
        throw new Error('sum() takes a list of numbers');
      }
      total += Number(value);
    }
    return total;
  },
};
