import fc from 'fast-check';
import { parseAmount, toNumber } from '../amounts';
import { forecastRange } from './forecastRange';

const euro = 10n ** 18n;
const amounts = (...texts: string[]) =>
  texts.map(text => parseAmount(text) ?? 0n);

/** The range where the forecast is even, as the fact has it. */
function range(days: bigint[], daysInMonth = 30) {
  const spent = days.reduce((sum, day) => sum + day, 0n);
  return forecastRange({
    days,
    spent,
    forecast: (spent * BigInt(daysInMonth)) / BigInt(days.length),
    daysInMonth,
  });
}

describe('forecastRange', () => {
  it('is worked out by hand for a week', () => {
    // Mean 10, squares 4+1+0+1+4+9+9 = 28, s = √(28/6) = 2.1602; 23 days are left:
    // 1.4398 · 2.1602 · √(23 + 23²/7) = 1.4398 · 2.1602 · 9.9283 = 30.88; forecast 300.
    expect(range(amounts('8', '9', '10', '11', '12', '13', '7'))).toEqual({
      low: 269.12,
      high: 330.88,
    });
  });

  it.each([1, 2, 6])('is not told after %i days', count => {
    expect(range(Array.from({ length: count }, () => euro))).toBeNull();
  });

  it('has no width where all days are alike, or none is left', () => {
    expect(range(Array.from({ length: 10 }, () => euro))).toEqual({
      low: 30,
      high: 30,
    });
    expect(
      range(
        Array.from({ length: 31 }, (_, day) => BigInt(day) * euro),
        31,
      ),
    ).toEqual({ low: 465, high: 465 });
  });

  it('goes below what is spent only where money was given back', () => {
    const wild = amounts('0', '0', '0', '0', '0', '0', '70');
    expect(range(wild)?.low).toBe(70);
    const back = amounts('0', '0', '0', '0', '0', '-1', '71');
    expect(range(back)?.low).toBeLessThan(70);
  });

  it('holds the forecast, and is wider where days differ more', () => {
    const day = fc.bigInt({ min: -1_000n * euro, max: 1_000n * euro });
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 7, maxLength: 28 }),
        fc.integer({ min: 28, max: 31 }),
        (days, length) => {
          const spent = days.reduce((sum, each) => sum + each, 0n);
          const forecast = (spent * BigInt(length)) / BigInt(days.length);
          const narrow = range(days, length);
          const wide = range(
            days.map(each => each * 2n),
            length,
          );
          const width = (of: typeof narrow) => (of ? of.high - of.low : NaN);
          expect(narrow?.low).toBeLessThanOrEqual(toNumber(forecast) + 0.01);
          expect(narrow?.high).toBeGreaterThanOrEqual(
            toNumber(forecast) - 0.01,
          );
          expect(width(wide)).toBeGreaterThanOrEqual(width(narrow) - 0.02);
        },
      ),
    );
  });

  it('holds eight months of ten that go on as they began', () => {
    // Even chance between 0 and 100 each day, from a fixed seed.
    let state = 7;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return BigInt(Math.floor((state / 2_147_483_647) * 100)) * euro;
    };
    let held = 0;
    const months = 2_000;
    for (let month = 0; month < months; month += 1) {
      const days = Array.from({ length: 30 }, random);
      const total = toNumber(days.reduce((sum, day) => sum + day, 0n));
      const told = range(days.slice(0, 12));
      held += told && told.low <= total && total <= told.high ? 1 : 0;
    }
    expect(held / months).toBeGreaterThan(0.77);
    expect(held / months).toBeLessThan(0.83);
  });
});
