import {
  fallSteps,
  hatchPath,
  roundEnd,
  shareOut,
  stepPath,
} from './chartGeometry';

describe('stepPath', () => {
  const path = (values: Array<number | null>) =>
    stepPath(
      values,
      place => place * 10,
      value => 100 - value * 100,
    );

  it('runs level, and up or down on the day of a change', () => {
    expect(path([0.2, 0.2, 0.2, 0.5, 0.5])).toBe('M0 80h0.01H30V50H40');
  });

  it('is broken where nothing is known, and a dot where one day is', () => {
    expect(path([0.5, null, 1, null, null, 0, 0])).toBe(
      'M0 50h0.01M20 0h0.01M50 100h0.01H60',
    );
    expect(path([null, null])).toBe('');
  });

  it('has as many corners as changes, not as days', () => {
    const values = Array.from({ length: 1000 }, (_, day) =>
      day < 500 ? 0.1 : 0.9,
    );
    expect(path(values)).toBe('M0 90h0.01H5000V10H9990');
  });
});

describe('hatchPath', () => {
  it('stays within its box', () => {
    const box = { left: 13, top: 5, right: 40, bottom: 25 };
    const numbers = [...hatchPath(box).matchAll(/[ML]([\d.]+) ([\d.]+)/g)];
    expect(numbers.length).toBeGreaterThan(4);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(box.left);
      expect(Number(x)).toBeLessThanOrEqual(box.right);
      expect(Number(y)).toBeGreaterThanOrEqual(box.top);
      expect(Number(y)).toBeLessThanOrEqual(box.bottom);
    }
  });

  it('is the same pattern in boxes that touch', () => {
    const whole = hatchPath({ left: 0, top: 0, right: 20, bottom: 10 }, 5);
    const begin = hatchPath({ left: 0, top: 0, right: 10, bottom: 10 }, 5);
    expect(whole).toContain('M0 5L5 0');
    expect(begin).toContain('M0 5L5 0');
  });

  it('is nothing in a box without width', () => {
    expect(hatchPath({ left: 5, top: 0, right: 5, bottom: 9 })).toBe('');
  });
});

describe('roundEnd', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 4],
    [7, 8],
    [11, 20],
    [60, 60],
    [61, 80],
    [901, 1000],
  ])('%d fits below %d', (most, end) => {
    expect(roundEnd(most)).toBe(end);
  });
});

describe('shareOut', () => {
  it('fills the line, with gaps between the parts', () => {
    const parts = shareOut([1, 0, 3], 102);
    expect(parts[0].start).toBe(0);
    expect(parts[1].length).toBe(0);
    expect(parts[2].start).toBeCloseTo(parts[0].length + 2);
    expect(parts[2].start + parts[2].length).toBeCloseTo(102);
    expect(parts[2].length).toBeGreaterThan(2.5 * parts[0].length);
  });

  it('hides nothing, however small', () => {
    const [small] = shareOut([1, 100_000], 300);
    expect(small.length).toBeGreaterThanOrEqual(4);
  });

  it('never gets out of a line that is too short', () => {
    const parts = shareOut(new Array(20).fill(1), 50);
    const last = parts[parts.length - 1];
    expect(last.start + last.length).toBeLessThanOrEqual(50 + 1e-9);
  });
});

describe('fallSteps', () => {
  it('begins each step where the one before ended', () => {
    expect(fallSteps(50, [14, -4])).toEqual([
      { from: 50, to: 64 },
      { from: 64, to: 60 },
    ]);
  });
});
