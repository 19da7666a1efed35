import { outcomes } from '@team-readiness/backstage-plugin-readiness-common';
import { truths } from '../conditions';
import { wordsIn } from '../__testUtils__/wordsIn';

const english = wordsIn('en');
const german = wordsIn('de');
const now = new Date('2026-10-07T12:00:00Z');

const share = (passed: number, known: number, applicable: number) => ({
  passed,
  known,
  applicable,
  adoption: applicable ? passed / applicable : null,
  score: known ? passed / known : null,
  coverage: applicable ? known / applicable : null,
});

describe('numbers', () => {
  it('follow the rules of the language', () => {
    expect(english.number(12_345.67)).toBe('12,345.7');
    expect(german.number(12_345.67)).toBe('12.345,7');
    expect(german.number(0.5, { style: 'percent' })).toMatch(/^50\s%$/);
  });

  it.each([
    [1.5, '+1.5', '+1,5'],
    [-2, '−2', '−2'],
    [0, '0', '0'],
    [0.04, '0', '0'],
  ])('%d has its sign', (value, inEnglish, inGerman) => {
    expect(english.signed(value)).toBe(inEnglish);
    expect(german.signed(value)).toBe(inGerman);
  });

  // Rounding never hides the last gap, nor the first step.
  it.each([
    [null, '–'],
    [NaN, '–'],
    [0, '0%'],
    [0.001, '1%'],
    [0.5, '50%'],
    [0.994, '99%'],
    [0.999, '99%'],
    [1, '100%'],
  ])('the ratio %s is %s', (ratio, percent) => {
    expect(english.percent(ratio)).toBe(percent);
    expect(german.percent(ratio)).toMatch(
      new RegExp(`^${percent.replace('%', '\\s%')}$`),
    );
  });
});

describe('dates', () => {
  it.each([
    ['2026-10-07T11:59:30Z', 'just now', 'gerade eben'],
    ['2026-10-07T11:30:00Z', '30 minutes ago', 'vor 30 Minuten'],
    ['2026-10-07T09:00:00Z', '3 hours ago', 'vor 3 Stunden'],
    ['2026-10-06T11:00:00Z', 'yesterday', 'gestern'],
    ['2026-09-07T12:00:00Z', '30 days ago', 'vor 30 Tagen'],
    ['2026-06-07T12:00:00Z', '4 months ago', 'vor 4 Monaten'],
    ['2022-10-07T12:00:00Z', '4 years ago', 'vor 4 Jahren'],
    ['2026-10-10T12:00:00Z', 'in 3 days', 'in 3 Tagen'],
    ['nonsense', 'at an unknown time', 'zu einer unbekannten Zeit'],
  ])('%s is %s', (iso, inEnglish, inGerman) => {
    expect(english.relative(iso, now)).toBe(inEnglish);
    expect(german.relative(iso, now)).toBe(inGerman);
  });

  it('are in UTC', () => {
    const late = '2026-12-31T23:30:00Z';
    expect(english.day(late)).toBe('31 Dec 2026');
    expect(english.shortDay(late)).toBe('31 Dec');
    expect(english.month(late)).toBe('December 2026');
    expect(english.moment(late)).toMatch(/^31 Dec 2026,? 23:30 UTC$/);
    expect(german.day(late)).toBe('31. Dez. 2026');
    expect(german.shortDay(late)).toBe('31. Dez.');
    expect(german.month(late)).toBe('Dezember 2026');
    expect(german.moment(late)).toMatch(/^31\. Dez\. 2026,? 23:30 UTC$/);
  });

  it('survive nonsense', () => {
    expect(english.day('nonsense')).toBe('an unknown day');
    expect(english.shortDay('nonsense')).toBe('an unknown day');
    expect(english.month('nonsense')).toBe('an unknown month');
    expect(english.moment('nonsense')).toBe('an unknown time');
  });

  it('name the days of the week from Sunday on', () => {
    expect([0, 1, 6].map(day => english.weekday(day))).toEqual([
      'Sunday',
      'Monday',
      'Saturday',
    ]);
    expect(german.weekday(1, 'short')).toBe('Mo');
  });

  it.each([
    [-5, 'less than 1 s', 'weniger als 1 Sek.'],
    [NaN, 'less than 1 s', 'weniger als 1 Sek.'],
    [999, 'less than 1 s', 'weniger als 1 Sek.'],
    [12_400, '12 s', '12 Sek.'],
    [60_000, '1 min', '1 Min.'],
    [200_000, '3 min 20 s', '3 Min. 20 Sek.'],
    [7_500_000, '2 h 5 min', '2 Std. 5 Min.'],
    [7_230_000, '2 h', '2 Std.'],
    [3 * 86_400_000 + 4 * 3_600_000, '3 d 4 h', '3 Tg. 4 Std.'],
  ])('%d ms are %s', (milliseconds, inEnglish, inGerman) => {
    expect(english.duration(milliseconds)).toBe(inEnglish);
    expect(german.duration(milliseconds)).toBe(inGerman);
  });
});

describe('the words of the glossary', () => {
  it('have one name for each outcome', () => {
    expect(outcomes.map(outcome => english.outcome(outcome))).toEqual([
      'Not met',
      'No data',
      'Check failed to run',
      'Exempt',
      'Met',
      'Does not apply',
    ]);
    const until = { until: '2026-12-24' };
    expect(english.outcome('exempt', until)).toBe('Exempt until 24 Dec 2026');
    expect(german.outcome('exempt', until)).toBe(
      'Ausgenommen bis 24. Dez. 2026',
    );
    expect(english.outcome('exempt', { optedOut: true })).toBe('Opted out');
    expect(english.outcome('pass', until)).toBe('Met');
    expect(new Set(outcomes.map(each => german.outcome(each))).size).toBe(
      outcomes.length,
    );
  });

  it.each([
    [0, 'Not yet at 1', 0, 'Not yet at 1', 'Noch unter Stufe 1'],
    [0, 'Under way', 0, 'Under way', 'Under way'],
    [2, 'Owned', 0, 'Level 2 Owned', 'Stufe 2 Owned'],
    [
      2,
      'Owned',
      1,
      'Level 2 Owned (1 exemption)',
      'Stufe 2 Owned (1 Ausnahme)',
    ],
    [3, 'Top', 2, 'Level 3 Top (2 exemptions)', 'Stufe 3 Top (2 Ausnahmen)'],
  ])('level %d %s', (level, levelName, exemptions, inEnglish, inGerman) => {
    const standing = { level, levelName, exemptions };
    expect(english.level(standing)).toBe(inEnglish);
    expect(german.level(standing)).toBe(inGerman);
  });

  it.each([
    [null, null, 0, 'No target', 'Kein Ziel'],
    [2, true, 0, 'On target', 'Am Ziel'],
    [2, false, 1, '1 fix below target', '1 Schritt unter dem Ziel'],
    [2, false, 2, '2 fixes below target', '2 Schritte unter dem Ziel'],
    [2, false, 0, 'Below target', 'Unter dem Ziel'],
  ])(
    'target %s, met %s, %d fixes',
    (targetLevel, onTarget, fixes, inEnglish, inGerman) => {
      const distance = { targetLevel, onTarget, fixes };
      expect(english.target(distance)).toBe(inEnglish);
      expect(german.target(distance)).toBe(inGerman);
    },
  );

  it('say adoption, score and coverage with the numbers behind them', () => {
    expect(english.share(share(6, 8, 10))).toEqual([
      'Adoption 60%: 6 of 10 met, by weight',
      'Score 75%: 6 of 8 that are known',
      'Coverage 80%: 8 of 10 have data',
    ]);
    expect(german.share(share(1_500, 2_000, 2_500.5))[0]).toMatch(
      /^Umsetzung 60\s%: 1\.500 von 2\.500,5 erfüllt, nach Gewicht$/,
    );
  });

  it('say no score where too little is known', () => {
    expect(english.share(share(5, 5, 10))[1]).toBe('Score: not enough data');
    expect(english.share(share(0, 0, 0))).toEqual(['Nothing here applies']);
  });

  it.each([
    [0.01, 'about 5 min', 'etwa 5 Min.'],
    [0.5, 'about 30 min', 'etwa 30 Min.'],
    [2, 'about 2 h', 'etwa 2 Std.'],
    [15, 'about 15 h', 'etwa 15 Std.'],
    [24, 'about 3 days', 'etwa 3 Tage'],
  ])('say an effort of %s hours', (hours, inEnglish, inGerman) => {
    expect(english.effort(hours)).toBe(inEnglish);
    expect(german.effort(hours)).toBe(inGerman);
  });

  it('name areas, tiers and truths', () => {
    expect(english.area('ml')).toBe('Machine learning');
    expect(german.area('ml')).toBe('Maschinelles Lernen');
    expect([1, null, 0].map(tier => english.tier(tier))).toEqual([
      'Tier 1',
      'No tier',
      'No tier',
    ]);
    expect(truths.map(truth => english.truth(truth))).toEqual([
      'True',
      'False',
      'Could not be said',
      'Not needed',
    ]);
  });

  it.each([
    ['text', '"text"'],
    [null, 'null'],
    [[1, 'a'], '[1,"a"]'],
    [undefined, 'nothing'],
    ['x'.repeat(300), `"${'x'.repeat(119)}…`],
  ])('the value %j is %s', (value, words) => {
    expect(english.value(value)).toBe(words);
  });

  it('list several things', () => {
    expect(english.list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(german.list(['a', 'b', 'c'])).toBe('a, b und c');
  });
});
