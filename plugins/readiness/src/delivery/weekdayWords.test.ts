import { englishReader } from '../__testUtils__/englishReader';
import { entry } from '../__testUtils__/recordExamples';
import { answersTo, chanceWords, riskyWeekdays } from './weekdayWords';

describe('chanceWords', () => {
  it.each([
    [null, '–'],
    [1, '100 in 100'],
    [0.414, '41 in 100'],
    [0.01, '1 in 100'],
    [1 / 240, '1 in 240'],
    [0.000_123, '1 in 8,100'],
    [0, 'fewer than 1 in 1,000,000'],
  ])('%d is %s', (p, words) => {
    expect(chanceWords(englishReader().t, p)).toBe(words);
  });
});

describe('riskyWeekdays', () => {
  it('begins with what is least likely by chance', () => {
    const day = (weekday: string, pValue: number, since: string | null) => ({
      weekday,
      deployments: 10,
      failures: 3,
      pValue,
      significantSince: since,
    });
    expect(
      riskyWeekdays([
        day('Monday', 0.009, '2026-05-01'),
        day('Tuesday', 0.001, null),
        day('Friday', 0.002, '2026-04-01'),
      ]).map(({ weekday }) => weekday),
    ).toEqual(['Friday', 'Monday']);
  });
});

describe('answersTo', () => {
  it('takes what was done up to 30 days before', () => {
    const at = (day: string) => entry({ at: day });
    expect(
      answersTo(
        [at('2026-05-20'), at('2026-04-01'), at('2026-03-31')],
        '2026-05-01',
      ).map(answer => answer.at),
    ).toEqual(['2026-05-20', '2026-04-01']);
  });
});
