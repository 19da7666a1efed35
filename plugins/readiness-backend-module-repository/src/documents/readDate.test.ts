import fc from 'fast-check';
import { durationMinutes } from './durationMinutes';
import { plainText } from './plainText';
import { firstIsoDate, isAhead, readDate } from './readDate';

describe('readDate', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    [' 2026-01-31T10:00:00Z ', '2026-01-31'],
    ['2026/01/31', '2026-01-31'],
    ['31.1.2026', '2026-01-31'],
    ['31 January 2026', '2026-01-31'],
    ['1st Sept. 2026', '2026-09-01'],
    ['May 3, 2026', '2026-05-03'],
    ['jan 3rd 2026', '2026-01-03'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %j', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each([
    '2026-06-31',
    '2025-02-29',
    '01/02/2026',
    '2026-1-2',
    '31 Foo 2026',
    '2026-01/31',
    'yesterday',
    '20260131',
    '',
  ])('takes %j for none', text => {
    expect(readDate(text)).toBeUndefined();
  });

  it('finds the first day in a line, and none in other numbers', () => {
    expect(firstIsoDate('Accepted on 2026-01-31, 2026-02-01')).toBe(
      '2026-01-31',
    );
    expect(firstIsoDate('12026-01-311')).toBeUndefined();
  });

  it('knows what lies ahead, but for another time zone', () => {
    const now = new Date('2026-06-15T12:00:00Z');
    expect(isAhead('2026-06-16', now)).toBe(false);
    expect(isAhead('2026-06-17', now)).toBe(true);
  });
});

describe('durationMinutes', () => {
  it.each([
    ['PT1H20M', 80],
    ['P1W', 7 * 24 * 60],
    ['P1DT30S', 24 * 60 + 0.5],
    [' pt0s ', 0],
  ])('reads %j', (text, minutes) => {
    expect(durationMinutes(text)).toBe(minutes);
  });

  it.each(['P', 'PT', 'P1M', 'P1Y', '1h', 'PT1H1D', '', 'PT1234567M'])(
    'takes %j for none',
    text => {
      expect(durationMinutes(text)).toBeUndefined();
    },
  );
});

describe('plainText', () => {
  it('leaves one line that can do no harm, whatever comes', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('\u202E', '\u0000', '\n', '\uD800', '👩‍💻', '\u200F', 'a'),
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (units, max) => {
          const text = plainText(units.join(''), max);
          expect(text.length).toBeLessThanOrEqual(max);
          expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
          expect(text).not.toMatch(/\p{Cs}/u);
        },
      ),
      { numRuns: 500 },
    );
  });
});
