import { CheckFunction } from './CheckFunction';

/** A part of a whole, in percent. */
export const percent: CheckFunction = {
  name: 'percent',
  parameters: [
    { name: 'part', types: ['number'] },
    { name: 'whole', types: ['number'] },
  ],
  returns: { types: ['double'] },
  description:
    'The part as a percentage of the whole, not rounded; an error where the whole is 0.',
  example: 'percent(3, 4.0)',
  answer: 75,
  overloads: ['int', 'double'].flatMap(part =>
    ['int', 'double'].map(whole => `percent(${part}, ${whole}): double`),
  ),
  call(part: bigint | number, whole: bigint | number): number {
    const answer = (Number(part) * 100) / Number(whole);
    if (Number(whole) === 0 || !Number.isFinite(answer)) {
      throw new Error('percent() needs a whole that is not 0');
    }
    return answer;
  },
};
