import { medianRange } from '@team-readiness/backstage-plugin-readiness-engine';
import { countsDiffer, mediansDiffer, sharesDiffer } from './chance';

describe('what could come of chance', () => {
  it.each([
    [3, 4, false],
    [3, 1, false],
    [0, 5, false],
    // By the binomial distribution: 2 of 64 cases.
    [0, 6, true],
    // 20 of 512.
    [1, 8, true],
    // 18 of 256.
    [1, 7, false],
    [100, 110, false],
    [1_000, 1_100, true],
    [0, 0, false],
  ])('counts %d and %d of times of one length: %s', (one, other, differ) => {
    const times = [one, other].map(count => ({ count, length: 90 }));
    expect(countsDiffer(times[0], times[1])).toBe(differ);
    expect(countsDiffer(times[1], times[0])).toBe(differ);
  });

  it('compares counts by the length of their time', () => {
    expect(
      countsDiffer({ count: 10, length: 10 }, { count: 90, length: 90 }),
    ).toBe(false);
    expect(
      countsDiffer({ count: 30, length: 10 }, { count: 90, length: 90 }),
    ).toBe(true);
  });

  it.each([
    [1, 20, 2, 20, false],
    [4, 26, 2, 46, false],
    [2, 4, 4, 4, false],
    [0, 40, 8, 40, true],
    [0, 0, 8, 40, false],
  ])('%d of %d and %d of %d: %s', (count, all, others, ofOthers, differ) => {
    const one = { count, all };
    const other = { count: others, all: ofOthers };
    expect(sharesDiffer(one, other)).toBe(differ);
    expect(sharesDiffer(other, one)).toBe(differ);
  });

  it.each([
    [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], true],
    [[1, 2, 3, 4, 6], [5, 7, 8, 9, 10], false],
    [[1, 2, Infinity], [3, 4, 5], false],
    [[], [1, 2, 3], false],
  ])('medians of %j and %j: %s', (one, other, differ) => {
    expect(mediansDiffer(medianRange(one), medianRange(other))).toBe(differ);
  });

  it('knows a median the better the more samples there are', () => {
    const first = Array.from({ length: 100 }, (_, index) => index);
    expect(medianRange(first)).toEqual({ from: 43, to: 56 });
  });
});
