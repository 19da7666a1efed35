import { percentWords, shareLines } from './shareWords';

const share = (passed: number, known: number, applicable: number) => ({
  passed,
  known,
  applicable,
  adoption: applicable ? passed / applicable : null,
  score: known ? passed / known : null,
  coverage: applicable ? known / applicable : null,
});

describe('percentWords', () => {
  it.each([
    [null, '–'],
    [NaN, '–'],
    [0, '0%'],
    [0.001, '1%'],
    [0.5, '50%'],
    [0.999, '99%'],
    [1, '100%'],
  ])('%s is %s', (ratio, words) => {
    expect(percentWords(ratio)).toBe(words);
  });
});

describe('shareLines', () => {
  it('gives adoption, score and coverage with the numbers behind them', () => {
    expect(shareLines(share(6, 8, 10))).toEqual([
      'Adoption 60%: 6 of 10 met, by weight',
      'Score 75%: 6 of 8 that are known',
      'Coverage 80%: 8 of 10 have data',
    ]);
  });

  it('shows no score where too little is known', () => {
    expect(shareLines(share(5, 5, 10))[1]).toBe('Score: not enough data');
    expect(shareLines(share(0, 0, 0))).toEqual(['Nothing here applies']);
  });
});
