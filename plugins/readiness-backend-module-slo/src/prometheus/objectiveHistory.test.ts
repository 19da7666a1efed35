import fc from 'fast-check';
import { SloWindow } from '../measurement';
import { historyOf, historyStep, readHistory } from './objectiveHistory';

const day = 86_400;
const minutes = fc.integer({ min: 1, max: 3 * 365 * 24 * 60 });

describe('historyStep', () => {
  it.each([
    [2 * 28 * day, 3_600],
    [2 * 30 * day, 3_600],
    [2 * 90 * day, 10_800],
    [2 * 365 * day, 86_400],
    [3_600, 60],
  ])('parts %d seconds into steps of %d', (seconds, step) => {
    expect(historyStep(seconds)).toBe(step);
  });

  it('needs a bounded number of steps, of whole time slices', () => {
    fc.assert(
      fc.property(minutes, fc.nat(3 * day), (span, slice) => {
        const step = historyStep(span * 60, slice);
        expect((span * 60) / step).toBeLessThanOrEqual(1_440);
        expect(step).toBeGreaterThanOrEqual(60);
        expect(slice === 0 ? 0 : step % slice).toBe(0);
      }),
    );
  });
});

describe('historyOf', () => {
  const measure = { kind: 'recorded', slothId: 'a' } as const;

  it('goes back as long before the window as the window is, and ends now', () => {
    const units = fc.constantFrom('m', 'h', 'd', 'w', 'M', 'Q');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), units, (count, unit) => {
        const window = SloWindow.of({
          duration: `${count}${unit}`,
          calendar: null,
        });
        if ('refused' in window) {
          return;
        }
        const now = 1_780_000_000_123;
        const objective = { target: 0.9, measure, slices: null };
        const { start, end, step } = historyOf({ objective, window }, now)
          ?.range ?? { start: 0, end: 0, step: 1 };
        expect(end).toBe(now / 1_000);
        const covered = end - start + step;
        expect(covered).toBeGreaterThanOrEqual(2 * window.seconds);
        expect(covered).toBeLessThan(2 * window.seconds + step + 61);
      }),
    );
  });

  it('asks for nothing before a calendar has begun', () => {
    const window = SloWindow.of({
      duration: '1M',
      calendar: { startTime: '2090-01-01 00:00:00', timeZone: 'UTC' },
    });
    expect('refused' in window).toBe(false);
    const objective = { target: 0.9, measure, slices: null };
    expect(
      historyOf({ objective, window: window as SloWindow }, 1_780_000_000_000),
    ).toBeUndefined();
  });
});

describe('readHistory', () => {
  it('takes the last step with a sample for the newest, and no traffic for a sample', () => {
    const window = SloWindow.of({ duration: '28d', calendar: null });
    const objective = {
      target: 0.9,
      measure: {
        kind: 'counts',
        of: 'good',
        part: { form: 'counter', query: 'good_total' },
        total: { form: 'counter', query: 'all_total' },
      },
      slices: null,
    } as const;
    const question = { objective, window: window as SloWindow };
    const history = historyOf(question, 1_780_000_000_000);
    if (!history) {
      throw new Error('There is nothing to ask.');
    }
    const newest = (
      total: Array<[number, number | null]>,
    ): ReturnType<typeof readHistory> =>
      readHistory(
        question,
        { history, answers: [{ answer: [] }, { answer: total }] },
        [],
      );
    expect(
      newest([
        [1_779_990_000, 5],
        [1_779_993_600, 0],
        [1_779_997_200, null],
      ]),
    ).toEqual({
      newest: 1_779_993_600_000,
      exhaustedAt: null,
      partMissing: true,
    });
    expect(newest([[1_779_990_000, null]]).newest).toBeNull();
  });
});
