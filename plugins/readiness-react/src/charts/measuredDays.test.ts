import { countDays, gapsByDay, valuesByDay } from './measuredDays';

const range = { from: '2026-11-01', to: '2026-11-06' };

describe('valuesByDay', () => {
  it('lets each value stand until the next one', () => {
    const points = [
      { day: '2026-11-04', value: 0.5 },
      { day: '2026-11-02', value: 0.25 },
    ];
    expect(valuesByDay({ ...range, points })).toEqual([
      null,
      0.25,
      0.25,
      0.5,
      0.5,
      0.5,
    ]);
  });

  it('carries a value from before the first day in', () => {
    const points = [{ day: '2026-10-01', value: 1 }];
    expect(valuesByDay({ ...range, points })).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('breaks off where nothing was measured, or there was nothing to measure', () => {
    const points = [
      { day: '2026-11-01', value: 0.5 },
      { day: '2026-11-05', value: null },
      { day: '2026-11-06', value: 1 },
    ];
    const missing = [{ from: '2026-11-02', to: '2026-11-03' }];
    expect(valuesByDay({ ...range, points, missing })).toEqual([
      0.5,
      null,
      null,
      0.5,
      null,
      1,
    ]);
  });
});

describe('gapsByDay', () => {
  it('holds what is missing and the days before the first point', () => {
    expect(
      gapsByDay({
        ...range,
        points: [{ day: '2026-11-03', value: 1 }],
        missing: [{ from: '2026-11-05', to: '2026-12-05' }],
      }),
    ).toEqual([
      { first: 0, last: 1 },
      { first: 4, last: 5 },
    ]);
  });

  it('joins what touches', () => {
    const points = [{ day: '2026-11-03', value: 1 }];
    const missing = [{ from: '2026-10-01', to: '2026-11-04' }];
    expect(gapsByDay({ ...range, points, missing })).toEqual([
      { first: 0, last: 3 },
    ]);
  });

  it('is everything where nothing was measured, and nothing where all was', () => {
    expect(gapsByDay({ ...range, points: [] })).toEqual([
      { first: 0, last: 5 },
    ]);
    // Nothing to measure is not the same as not measured.
    const points = [{ day: '2026-11-01', value: null }];
    expect(gapsByDay({ ...range, points })).toEqual([]);
  });
});

describe('countDays', () => {
  it('counts both ends, and one day at least', () => {
    expect(countDays(range)).toBe(6);
    expect(countDays({ from: '2026-11-06', to: '2026-11-01' })).toBe(1);
  });
});
