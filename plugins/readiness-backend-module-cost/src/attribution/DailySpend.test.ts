import fc from 'fast-check';
import { testCharge } from '../__fixtures__/charge';
import { DailySpend, keptDays, maxDailyAmounts } from './DailySpend';
import { dayMs, dayOf } from './months';
import { DailySums } from './SpendSums';

const today = dayOf(Date.UTC(2026, 5, 20));

describe('DailySpend', () => {
  it('keeps the same days whatever the order of the charges is', () => {
    const anyCharge = fc
      .record({
        day: fc.integer({ min: today - 100, max: today + 20 }),
        hour: fc.nat(23),
        amount: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      })
      .map(({ day, hour, amount }) => {
        const start = day * dayMs + hour * 3_600_000;
        return testCharge({ start, end: start + 3_600_000, amount });
      });
    fc.assert(
      fc.property(fc.array(anyCharge, { maxLength: 40 }), charges => {
        const known = charges.filter(({ start }) => dayOf(start) <= today);
        const newest = Math.max(...known.map(({ start }) => dayOf(start)));
        const expected = new Map<number, bigint>();
        for (const { start, amount } of known) {
          const day = dayOf(start);
          if (day > newest - keptDays) {
            expected.set(day, (expected.get(day) ?? 0n) + amount);
          }
        }
        const daily = new DailySpend(today);
        const sums: DailySums = new Map();
        charges.forEach(charge => daily.add(sums, charge));
        daily.prune();
        expect(sums.get('EUR') ?? new Map()).toEqual(expected);
      }),
    );
  });

  it('spreads a charge of several days evenly, and loses nothing', () => {
    const daily = new DailySpend(today);
    const sums: DailySums = new Map();
    const start = (today - 3) * dayMs + 43_200_000;
    daily.add(
      sums,
      testCharge({ start, end: start + 2 * dayMs, amount: 100n }),
    );
    expect([...(sums.get('EUR') ?? [])]).toEqual([
      [today - 3, 33n],
      [today - 2, 33n],
      [today - 1, 34n],
    ]);
  });

  it('keeps nothing where there would be too much', () => {
    const daily = new DailySpend(today);
    const all: DailySums[] = [];
    for (let index = 0; index * keptDays <= maxDailyAmounts; index += 1) {
      const sums: DailySums = new Map();
      all.push(sums);
      for (let day = 0; day < keptDays; day += 1) {
        daily.addDay(sums, 'EUR', today - day, 1n);
      }
    }
    expect(daily.isDropped).toBe(true);
    expect(all.every(sums => sums.size === 0)).toBe(true);
  });
});
