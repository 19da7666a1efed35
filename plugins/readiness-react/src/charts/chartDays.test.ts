import { dayNumber, isoDay, tickDays } from './chartDays';

const ticks = (from: string, to: string, most: number) =>
  tickDays(dayNumber(from), dayNumber(to), most).map(isoDay);

describe('days of charts', () => {
  it('are numbered in UTC, whatever the time', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(dayNumber('2026-11-22T23:59:59Z')).toBe(dayNumber('2026-11-22'));
    expect(isoDay(dayNumber('2024-02-29'))).toBe('2024-02-29');
  });
});

describe('tickDays', () => {
  it('names each day where there is room', () => {
    expect(ticks('2026-11-20', '2026-11-22', 5)).toEqual([
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
    ]);
  });

  it('names Mondays of a month', () => {
    expect(ticks('2026-10-24', '2026-11-22', 5)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ]);
  });

  it('names first days of months, fewer where there is less room', () => {
    expect(ticks('2026-08-24', '2026-11-22', 4)).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ]);
    expect(ticks('2025-11-22', '2026-11-22', 5)).toEqual([
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
      '2026-10-01',
    ]);
  });

  it('stays within the days and the room, however long they are', () => {
    for (const length of [1, 2, 9, 30, 91, 200, 400, 1200]) {
      const first = dayNumber('2026-11-22') - length;
      const days = tickDays(first, first + length, 6);
      expect(days.every(day => day >= first && day <= first + length)).toBe(
        true,
      );
      expect(days.length).toBeLessThanOrEqual(8);
    }
  });
});
