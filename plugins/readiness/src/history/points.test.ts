import { writtenParts } from './points';

describe('writtenParts', () => {
  it.each([
    [0.5, 0.6, [0.14, -0.04]],
    [1 / 3, 2 / 3, [1 / 9, 1 / 9, 1 / 9]],
    [0.93150685, 0.93877551, [0.007268660889]],
    [0.1234, 0.1233, [0.00004, 0.00004, -0.00018]],
    [0, 1, [1.2, -0.2]],
    [0.4, 0.4, []],
  ])('from %d to %d adds up', (before, after, parts) => {
    const written = writtenParts(before, after, parts);
    expect(written.parts.reduce((sum, part) => sum + part, 0)).toBe(
      written.after - written.before,
    );
    written.parts.forEach((part, index) =>
      expect(Math.abs(part - parts[index] * 1000)).toBeLessThanOrEqual(1.5),
    );
  });

  it('keeps what needs no rounding', () => {
    expect(writtenParts(0.5, 0.6, [0.14, -0.04])).toEqual({
      before: 500,
      after: 600,
      parts: [140, -40],
    });
  });
});
