import { durationWords } from './durationWords';

describe('durationWords', () => {
  it.each([
    [-5, 'less than 1 s'],
    [NaN, 'less than 1 s'],
    [999, 'less than 1 s'],
    [12_400, '12 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [7_230_000, '2 h'],
    [3 * 86_400_000 + 4 * 3_600_000, '3 d 4 h'],
  ])('%d ms are %s', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });
});
