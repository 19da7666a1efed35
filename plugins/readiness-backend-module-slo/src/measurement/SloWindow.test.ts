import fc from 'fast-check';
import { SloWindow } from './SloWindow';

function windowOf(
  duration: string,
  calendar: { startTime: string; timeZone: string } | null = null,
): SloWindow {
  const window = SloWindow.of({ duration, calendar });
  if ('refused' in window) {
    throw new Error(window.refused);
  }
  return window;
}

const at = (text: string) => Date.parse(text);

describe('SloWindow', () => {
  it.each([
    ['30m', 1_800],
    ['12h', 43_200],
    ['4w', 28 * 86_400],
    ['1M', 30 * 86_400],
    ['1Q', 90 * 86_400],
    ['1Y', 365 * 86_400],
  ])('rolls over %s', (duration, seconds) => {
    const window = windowOf(duration);
    expect(window.seconds).toBe(seconds);
    expect(window.startOf(10_000_000_000_000)).toBe(
      10_000_000_000_000 - seconds * 1_000,
    );
  });

  it('follows months of a calendar in its time zone, over summer time', () => {
    const month = windowOf('1M', {
      startTime: '2026-01-01 00:00:00',
      timeZone: 'Europe/Vienna',
    });
    expect(month.startOf(at('2026-03-15T12:00:00Z'))).toBe(
      at('2026-02-28T23:00:00Z'),
    );
    expect(month.startOf(at('2026-04-15T12:00:00Z'))).toBe(
      at('2026-03-31T22:00:00Z'),
    );
    expect(month.startOf(at('2026-03-31T21:59:59Z'))).toBe(
      at('2026-02-28T23:00:00Z'),
    );
    expect(month.startOf(at('2025-12-01T00:00:00Z'))).toBe(-Infinity);
    const quarter = windowOf('1Q', {
      startTime: '2024-01-31T12:00:00',
      timeZone: 'UTC',
    });
    expect(quarter.startOf(at('2026-06-15T00:00:00Z'))).toBe(
      at('2026-04-30T12:00:00Z'),
    );
  });

  it('begins at or before each moment, never goes back, and stays for its period', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('1d', '1w', '3d', '1M', '1Q', '1Y'),
        fc.constantFrom(
          'UTC',
          'Europe/Vienna',
          'America/New_York',
          'Asia/Kolkata',
        ),
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 0, max: 86_400 * 40 }),
        (duration, timeZone, day, later) => {
          const window = windowOf(duration, {
            startTime: '2020-02-29 02:30:00',
            timeZone,
          });
          const now = at('2020-03-02T00:00:00Z') + day * 86_400_000;
          const start = window.startOf(now);
          expect(start).toBeLessThanOrEqual(now);
          expect(window.startOf(start)).toBe(start);
          expect(window.startOf(start - 1)).toBeLessThan(start);
          expect(window.startOf(now + later * 1_000)).toBeGreaterThanOrEqual(
            start,
          );
          // A leap year, a long quarter, an hour of summer time.
          expect(now - start).toBeLessThanOrEqual(
            (window.seconds + 3 * 86_400) * 1_000,
          );
        },
      ),
    );
  });

  it.each([
    ['28 days', null],
    ['9999Y', null],
    ['1M', { startTime: 'soon', timeZone: 'UTC' }],
    ['1M', { startTime: '2026-01-01 00:00:00', timeZone: 'Mars/Olympus' }],
    ['1M', { startTime: '', timeZone: 'UTC' }],
    // The periods since then would be counted one by one.
    ['1M', { startTime: '-200000-01-01 00:00:00', timeZone: 'UTC' }],
    ['1M', { startTime: '2026-02-30 00:00:00', timeZone: 'UTC' }],
  ])('refuses %s with %j', (duration, calendar) => {
    expect(SloWindow.of({ duration, calendar })).toEqual({
      refused: expect.any(String),
    });
  });
});
