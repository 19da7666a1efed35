import { lacksData } from './lacksData';

describe('lacksData', () => {
  it.each([
    [0.5, true],
    [0.6, false],
    [1, false],
    [null, false],
  ])('with a coverage of %s is %s', (coverage, lacks) => {
    const share = { passed: 1, known: 1, applicable: 2 };
    expect(lacksData({ ...share, adoption: 0.5, score: 1, coverage })).toBe(
      lacks,
    );
  });
});
