import fc from 'fast-check';
import { PathGlob } from './PathGlob';

const parse = (glob: string) => {
  const parsed = PathGlob.parse(glob);
  if (!parsed) {
    throw new Error(`Cannot parse ${glob}`);
  }
  return parsed;
};

/** The same language as a regular expression, for short inputs only. */
function oracle(glob: string): RegExp {
  const escaped = glob
    .split('/')
    .map((segment, index, all) => {
      if (segment === '**') {
        return index === all.length - 1 ? '[^/]+(?:/[^/]+)*' : '(?:[^/]+/)*';
      }
      const text = segment
        .replace(/[.+^${}()|[\]]/g, '\\$&')
        .replace(/\*/g, '[^/]*')
        .replace(/\?/g, '[^/]');
      return index === all.length - 1 ? text : `${text}/`;
    })
    .join('');
  return new RegExp(`^${escaped}$`);
}

const name = fc
  .string({
    unit: fc.constantFrom('a', 'b', '.'),
    minLength: 1,
    maxLength: 4,
  })
  .filter(n => !/^\.{1,2}$/.test(n));
const pattern = fc.oneof(
  fc.constant('**'),
  fc
    .string({
      unit: fc.constantFrom('a', 'b', '*', '?', '.'),
      minLength: 1,
      maxLength: 4,
    })
    .filter(n => !/^\.{1,2}$/.test(n) && n !== '***' && n !== '****'),
);
const path = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map(n => n.join('/'));
const glob = fc
  .array(pattern, { minLength: 1, maxLength: 4 })
  .map(n => n.join('/'));

describe('PathGlob', () => {
  it.each([
    ['README.md', 'README.md', true],
    ['README.md', 'readme.md', false],
    ['README.md', 'docs/README.md', false],
    ['*.md', 'a.md', true],
    ['*.md', 'docs/a.md', false],
    ['docs/**', 'docs', false],
    ['docs/**', 'docs/a/b/c.md', true],
    ['docs/**/*.md', 'docs/a.md', true],
    ['docs/**/*.md', 'docs/a/b.md', true],
    ['docs/**/*.md', 'docs/a/b.txt', false],
    ['./docs/?.md', 'docs/a.md', true],
    ['docs/(a|b)+.md', 'docs/a.md', false],
    ['docs/{a,b}.md', 'docs/{a,b}.md', true],
  ])('%s and %s: %s', (text, candidate, expected) => {
    expect(parse(text).matches(candidate)).toBe(expected);
  });

  it.each([
    '../secret',
    'docs/../../secret',
    '/etc/passwd',
    'docs//a',
    '',
    'docs\\..\\a',
    'a\0b',
    'C:/a',
    'a/'.repeat(40),
    'a'.repeat(301),
  ])('refuses %j', text => {
    expect(PathGlob.parse(text)).toBeUndefined();
  });

  it('agrees with the regular expression of the same meaning', () => {
    fc.assert(
      fc.property(glob, path, (g, p) => {
        expect(parse(g).matches(p)).toBe(oracle(g).test(p));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never skips a directory with a match below it', () => {
    fc.assert(
      fc.property(glob, path, (g, p) => {
        fc.pre(parse(g).matches(p));
        const names = p.split('/');
        for (let depth = 1; depth < names.length; depth++) {
          const directory = names.slice(0, depth).join('/');
          expect(parse(g).mayMatchUnder(directory)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes no longer for a pattern made to be slow', () => {
    const slow = parse('*a'.repeat(140));
    const started = process.cpuUsage().user;
    expect(slow.matches(`${'a'.repeat(5_000)}b`)).toBe(false);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(1_000);
  });
});
