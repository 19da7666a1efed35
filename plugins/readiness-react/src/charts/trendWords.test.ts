import { translationIn, wordsIn } from '../__testUtils__/wordsIn';
import { ChartUnit, gapWords, seriesWords } from './trendWords';

const range = { from: '2026-08-24', to: '2026-08-28' };

function said(
  values: Array<number | null>,
  {
    language = 'en',
    unit = 'ratio',
    to = range.to,
  }: { language?: 'en' | 'de'; unit?: ChartUnit; to?: string } = {},
): string {
  return seriesWords(
    translationIn(language),
    wordsIn(language),
    { name: 'Adoption', values },
    { from: range.from, to },
    unit,
  );
}

describe('seriesWords', () => {
  it('says where it began, where it ended, and which way it went', () => {
    expect(said([0.4, 0.4, 0.6, 0.8, 0.8])).toBe(
      'Adoption rose from 40% on 24 Aug to 80% on 28 Aug.',
    );
    expect(said([0.8, 0.8, 0.6, 0.6, 0.4])).toBe(
      'Adoption fell from 80% on 24 Aug to 40% on 28 Aug.',
    );
    expect(said([0.8, 0.8, 0.8, 0.8, 0.8])).toBe(
      'Adoption was 80% on 24 Aug and on 28 Aug.',
    );
  });

  it('says it in German', () => {
    const inGerman = said([0.4, 0.4, 0.6, 0.8, 0.8], { language: 'de' });
    expect(inGerman.replace(/\s/g, ' ')).toBe(
      'Adoption: von 40 % am 24. Aug. auf 80 % am 28. Aug. gestiegen.',
    );
  });

  it('says how far it went in between', () => {
    expect(said([0.4, 0.1, 0.9, 0.5, 0.5])).toBe(
      'Adoption rose from 40% on 24 Aug to 50% on 28 Aug. The highest was 90% on 26 Aug. The lowest was 10% on 25 Aug.',
    );
  });

  it('begins with the first day that is known', () => {
    expect(said([null, 0.4, null, 0.8, null])).toBe(
      'Adoption rose from 40% on 25 Aug to 80% on 27 Aug.',
    );
    expect(said([null, null, null, null, 0.4])).toBe(
      'Adoption was 40% on 28 Aug.',
    );
    expect(said([null, null])).toBe('Adoption: nothing was measured.');
  });

  it('counts where it counts, and names the year where there are two', () => {
    expect(said([3, 1200], { unit: 'count', to: '2027-01-02' })).toBe(
      'Adoption rose from 3 on 24 Aug 2026 to 1,200 on 25 Aug 2026.',
    );
  });
});

describe('gapWords', () => {
  const words = (...gaps: Array<{ first: number; last: number }>) =>
    gapWords(translationIn('en'), wordsIn('en'), gaps, range);

  it('names the days of one gap, and counts those of several', () => {
    expect(words()).toBe('');
    expect(words({ first: 1, last: 1 })).toBe(
      'Nothing was measured on 25 Aug.',
    );
    expect(words({ first: 0, last: 2 })).toBe(
      'Nothing was measured from 24 Aug to 26 Aug.',
    );
    expect(words({ first: 0, last: 0 }, { first: 2, last: 3 })).toBe(
      'Nothing was measured on 3 days.',
    );
  });
});
