import { englishReader } from '../__testUtils__/englishReader';
import { impactBrief } from '../__testUtils__/recordExamples';
import { headlineWords } from './briefWords';
import { latestQuarters, parseQuarter, quarterBefore } from './quarters';

describe('quarters', () => {
  it('begin with the present one', () => {
    expect(latestQuarters(new Date('2026-01-01T00:00:00Z'), 3)).toEqual([
      '2026-Q1',
      '2025-Q4',
      '2025-Q3',
    ]);
    expect(latestQuarters(new Date('2026-12-31T23:59:59Z'), 1)).toEqual([
      '2026-Q4',
    ]);
  });

  it.each([
    ['2026-Q1', '2025-Q4'],
    ['2026-Q3', '2026-Q2'],
    ['nonsense', 'nonsense'],
  ])('comes before %s: %s', (quarter, before) => {
    expect(quarterBefore(quarter)).toBe(before);
  });

  it.each(['2026-Q5', '26-Q1', '2026-Q1 ', '', null])('is not %j', text => {
    expect(parseQuarter(text)).toBeUndefined();
  });
});

describe('headlineWords', () => {
  const { t, words } = englishReader();
  const [metric] = impactBrief.metrics;
  const of = (...verdicts: Array<typeof metric.verdict>) =>
    headlineWords(t, words, {
      metrics: verdicts.map(verdict => ({ ...metric, verdict })),
    });

  it.each([
    [of(), 'Nothing can be compared yet'],
    [of('unknown'), 'Nothing can be compared yet'],
    [of('better'), '1 of 1 measure got better'],
    [
      of('worse', 'same', 'unknown'),
      '1 of 2 measures got worse and 1 stayed about the same',
    ],
    [
      of('better', 'worse', 'same'),
      '1 of 3 measures got better, 1 got worse and 1 stayed about the same',
    ],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
