import fc from 'fast-check';
import { exhaustedAt, HistoryStep } from './budgetHistory';

const hour = 3_600_000;

/** Hours of 100 events, so many of them bad, from the first hour on. */
const hours = (...bad: Array<number | null>): HistoryStep[] =>
  bad.flatMap((count, index) =>
    count === null
      ? []
      : [{ time: (index + 1) * hour, bad: count, total: 100 }],
  );

const rolling = (length: number) => ({
  target: 0.9,
  stepMs: hour,
  startOf: (time: number) => time - length * hour,
});

describe('exhaustedAt', () => {
  it.each<[string, Array<number | null>, number | null]>([
    ['never', [0, 0, 0, 0, 0, 0], null],
    ['once it did, and does', [0, 0, 0, 0, 30, 0], 5],
    ['it did and was mended', [0, 0, 0, 30, 0, 0, 0, 0], 4],
    ['twice: the later one', [0, 0, 30, 0, 0, 0, 30, 0, 0, 0], 7],
    ['exactly: nothing is left', [0, 0, 0, 0, 0, 30], 6],
    ['just not', [0, 0, 0, 0, 0, 29], null],
    ['from the beginning, and still', [50, 50, 50, 50], 1],
    // At its beginning an hour of three is all that is known, which the budget of three would bear.
    ['only where the window was not yet full', [20, 0, 0, 0, 0], null],
    ['with gaps', [0, 0, 0, null, null, 30, 0, 0, 0], 6],
    ['nothing known', [], null],
  ])('%s', (_, bad, expected) => {
    expect(exhaustedAt(hours(...bad), rolling(3))).toBe(
      expected === null ? null : expected * hour,
    );
  });

  it('begins anew with each period of a calendar', () => {
    const periods = {
      target: 0.9,
      stepMs: hour,
      startOf: (time: number) => Math.floor((time - 1) / (4 * hour)) * 4 * hour,
    };
    // 40 may be bad in four hours: 10 of the first, 20 of the second.
    expect(exhaustedAt(hours(0, 0, 0, 0, 10, 10, 0, 0, 0), periods)).toBe(
      6 * hour - hour,
    );
    expect(exhaustedAt(hours(0, 0, 0, 0, 0, 10, 0, 0, 0), periods)).toBeNull();
  });

  it('is what a plain sum over each window says', () => {
    const past = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 });
    fc.assert(
      fc.property(past, fc.integer({ min: 1, max: 10 }), (bad, length) => {
        const steps = hours(...bad);
        const gone = bad.map((_, index) => {
          const window = bad.slice(Math.max(0, index - length + 1), index + 1);
          const sum = window.reduce((a, b) => a + b, 0);
          return sum >= 10 * window.length;
        });
        const found = exhaustedAt(steps, rolling(length));
        const at = found === null ? -1 : found / hour - 1;
        // It was gone then, and not before; what is gone now was told.
        expect([gone[at] ?? found === null, gone[at - 1] ?? false]).toEqual([
          true,
          false,
        ]);
        expect(found === null && gone[gone.length - 1]).not.toBe(true);
        // Wherever the window was full, something was left.
        expect(found === null && gone.slice(length - 1).includes(true)).toBe(
          false,
        );
      }),
      { numRuns: 500 },
    );
  });
});
