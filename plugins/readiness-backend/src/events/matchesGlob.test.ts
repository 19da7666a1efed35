import fc from 'fast-check';
import { matchesGlob } from './matchesGlob';

describe('matchesGlob', () => {
  it.each([
    ['shop', 'shop', true],
    ['shop', 'Shop', false],
    ['shop', 'sho', false],
    ['shop', '*', true],
    ['', '*', true],
    ['', '?', false],
    ['https://git.example/a/b', 'https://git.example/a/*', true],
    ['https://git.example.evil/a', 'https://git.example/*', false],
    ['aXbXc', 'a*b*c', true],
    ['abc', 'a?c', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
  ])('%j fits %j: %s', (text, glob, expected) => {
    expect(matchesGlob(text, glob)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b'),
      maxLength: 8,
    });
    const globs = fc.string({
      unit: fc.constantFrom('a', 'b', '*', '?'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(letters, globs, (text, glob) => {
        const pattern = glob.replace(/\*/g, '.*').replace(/\?/g, '.');
        expect(matchesGlob(text, glob)).toBe(
          new RegExp(`^${pattern}$`).test(text),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes no more time for a glob of many stars', () => {
    expect(matchesGlob('a'.repeat(5_000), `${'*a'.repeat(90)}*b`)).toBe(false);
  });
});
