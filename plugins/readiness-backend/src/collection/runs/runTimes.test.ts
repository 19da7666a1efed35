import fc from 'fast-check';
import { nextRegularRun } from './runTimes';

describe('nextRegularRun', () => {
  it('is up to a tenth of the frequency early, and the same for the same name', () => {
    const startedAt = new Date('2026-11-21T08:00:00Z');
    const after = (name: string, minutes: number) =>
      nextRegularRun({ startedAt, frequency: { minutes }, name }).getTime() -
      startedAt.getTime();
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 100_000 }),
        (name, minutes) => {
          const ms = after(name, minutes);
          expect(ms).toBeLessThanOrEqual(minutes * 60_000);
          expect(ms).toBeGreaterThanOrEqual(minutes * 54_000);
          expect(after(name, minutes)).toBe(ms);
        },
      ),
    );
    const names = Array.from(
      { length: 50 },
      (_, index) => `collector-${index}`,
    );
    expect(new Set(names.map(name => after(name, 1_440))).size).toBe(50);
  });
});
