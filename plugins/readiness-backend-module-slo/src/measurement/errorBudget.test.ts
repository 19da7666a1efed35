import fc from 'fast-check';
import {
  budgetLeft,
  burningSeverity,
  burnRate,
  burnRateConditions,
  burnRateThreshold,
  isMet,
  toShare,
} from './errorBudget';
import { fractionOf } from './fractionOf';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const target = fc
  .integer({ min: 0, max: 99_999 })
  .map(thousandths => thousandths / 100_000);

describe('error budgets', () => {
  it.each([
    // 1,000,000 requests, 99.9 %: 1,000 may fail.
    [0.999, 0.999, 0, 1],
    [0.9995, 0.999, 0.5, 0.5],
    [1, 0.999, 1, 0],
    [0.998, 0.999, -1, 2],
    [0, 0, 0, 1],
  ])('of %d for a target of %d: %d is left at %d', (g, t, left, rate) => {
    expect(budgetLeft(g, t)).toBeCloseTo(left, 9);
    expect(burnRate(g, t)).toBeCloseTo(rate, 9);
  });

  it('are used up by what is bad, in proportion, and met as long as any is left', () => {
    fc.assert(
      fc.property(share, share, target, (a, b, t) => {
        const left = budgetLeft(a, t);
        expect(Number.isFinite(left)).toBe(true);
        expect(left).toBeLessThanOrEqual(1);
        // The more is good, the more is left.
        expect((left - budgetLeft(b, t)) * (a - b)).toBeGreaterThanOrEqual(0);
        // Met and something left are the same, but for the last digits.
        expect(isMet(a, t) === left >= 0 || Math.abs(left) < 1e-6).toBe(true);
        // Half the failures use up half as much.
        const half = 1 - (1 - a) / 2;
        expect(1 - budgetLeft(half, t)).toBeCloseTo((1 - left) / 2, 6);
      }),
    );
  });

  it('have the thresholds of table 5-8 of the workbook at 30 days', () => {
    expect(
      burnRateConditions.map(it => burnRateThreshold(it, 30 * 86_400)),
    ).toEqual([14.4, 6, 3, 1].map(it => expect.closeTo(it, 9)));
  });

  it('burn only where the long and the short window say so', () => {
    const rates = fc.record({
      '5m': fc.option(fc.double({ min: 0, max: 40, noNaN: true })),
      '1h': fc.option(fc.double({ min: 0, max: 40, noNaN: true })),
    });
    fc.assert(
      fc.property(rates, found => {
        const severity = burningSeverity(
          new Map(Object.entries(found)),
          30 * 86_400,
        );
        expect(severity).toBe(
          (found['5m'] ?? 0) > 14.4 && (found['1h'] ?? 0) > 14.4
            ? 'page'
            : null,
        );
      }),
    );
    const days = new Map([
      ['1d', 4],
      ['2h', 4],
    ]);
    expect(burningSeverity(days, 30 * 86_400)).toBe('ticket');
    expect(burningSeverity(days, 86_400)).toBeNull();
    expect(burningSeverity(new Map(), 30 * 86_400)).toBeNull();
  });

  it('do not burn at the threshold itself', () => {
    const period = 30 * 86_400;
    const [hour] = burnRateConditions;
    const threshold = burnRateThreshold(hour, period);
    const at = (rate: number) =>
      burningSeverity(
        new Map([
          ['1h', rate],
          ['5m', rate],
        ]),
        period,
      );
    expect(at(threshold)).toBeNull();
    expect(at(threshold + 1e-9)).toBe('page');
  });

  it.each([
    [1.05, 1],
    [-0.05, 0],
    [1.06, undefined],
    [-0.06, undefined],
    [1.4, undefined],
    [-0.4, undefined],
    [null, null],
  ])('take %p for the share %p', (answer, expected) => {
    expect(toShare(answer)).toBe(expected);
  });

  it('take no number that is none for a share', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.constant(null)), answer => {
        const read = toShare(answer);
        const isNumber = answer !== null && Number.isFinite(answer);
        const isShare = isNumber && answer >= -0.05 && answer <= 1.05;
        expect(read === null).toBe(!isNumber);
        expect(read === undefined).toBe(isNumber && !isShare);
        expect(read ?? 0).toBe(isShare ? Math.min(1, Math.max(0, answer)) : 0);
      }),
    );
  });

  it('have targets below 1, whatever the per cent', () => {
    expect(fractionOf(99.99)).toBe(0.9999);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, maxExcluded: true, noNaN: true }),
        perCent => {
          expect(fractionOf(perCent)).toBeLessThan(1);
          expect(fractionOf(perCent)).toBeCloseTo(perCent / 100, 9);
        },
      ),
    );
  });
});
