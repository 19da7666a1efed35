import fc from 'fast-check';
import ignore from 'ignore';
import { FileOwners } from './FileOwners';
import { parseCodeowners } from './parseCodeowners';

const ownersOf = (text: string, path: string, place = 'CODEOWNERS') =>
  new FileOwners(parseCodeowners(text, place)).ownersOf(path);

describe('FileOwners', () => {
  // The examples of GitHub's own page on code owners, one rule each.
  it.each([
    ['* @o', 'a/b/c.txt', true],
    ['*.js @o', 'src/deep/app.js', true],
    ['*.js @o', 'src/app.jsx', false],
    ['/build/logs/ @o', 'build/logs/a/b.log', true],
    ['/build/logs/ @o', 'src/build/logs/a.log', false],
    ['docs/* @o', 'docs/getting-started.md', true],
    ['docs/* @o', 'docs/build-app/troubleshooting.md', false],
    ['apps/ @o', 'deep/apps/x/y.ts', true],
    ['apps/ @o', 'deep/apps', false],
    ['/docs/ @o', 'docs/a/b.md', true],
    ['/scripts @o', 'scripts/a/run.sh', true],
    ['/scripts @o', 'deep/scripts/run.sh', false],
    ['**/logs @o', 'build/logs/x', true],
    ['**/logs @o', 'logs', true],
    ['/apps/**/test @o', 'apps/test/a.ts', true],
    ['/apps/**/test @o', 'apps/a/b/test/a.ts', true],
    ['src/**/*.go @o', 'src/a/b.go', true],
    ['src/** @o', 'src/a/b.go', true],
    ['/* @o', 'a/b', false],
    ['/* @o', 'a', true],
    ['My\\ Docs/ @o', 'My Docs/a', true],
    ['README.md @o', 'readme.md', false],
  ])('%s and %s: %s', (rule, path, owned) => {
    expect(ownersOf(rule, path)).toEqual(owned ? ['@o'] : []);
  });

  it('lets the last match win, also where it takes the owners away', () => {
    const text = [
      '* @Acme/All',
      '/apps/ @octocat # the app team',
      '/apps/github',
      '/apps/github/keep.md @doctocat me@example.com',
    ].join('\n');
    expect(ownersOf(text, 'x')).toEqual(['@acme/all']);
    expect(ownersOf(text, 'apps/x')).toEqual(['@octocat']);
    expect(ownersOf(text, 'apps/github/x')).toEqual([]);
    expect(ownersOf(text, 'apps/github/keep.md')).toEqual([
      '@doctocat',
      'me@example.com',
    ]);
  });

  it('passes over what GitHub passes over, and says where', () => {
    const text = '* @a\n!x @b\n[ab].ts @c\nsrc/ nobody\n\n# end\n/ @d\n';
    const { sections, issues } = parseCodeowners(text, '.github/CODEOWNERS');
    expect(sections).toHaveLength(1);
    expect(sections[0]).toHaveLength(1);
    expect(issues.map(({ line }) => line)).toEqual([2, 3, 4, 7]);
  });

  it('reads sections of GitLab: defaults, optional ones, doubles, exclusions', () => {
    const text = [
      '* @general',
      '[Documentation][2] @docs # no comment @here',
      'docs/',
      'README.md @readme',
      '^[Database] @db',
      '/model/db/',
      '!generated.sql',
      '[DOCUMENTATION]',
      '*.adoc @adoc',
    ].join('\n');
    const owners = (path: string) => ownersOf(text, path);
    expect(owners('a')).toEqual(['@general']);
    expect(owners('x/docs/a')).toEqual(['@general', '@docs', '@here']);
    expect(owners('docs')).toEqual(['@general']);
    expect(owners('docs/README.md')).toEqual(['@general', '@readme']);
    expect(owners('docs/a.adoc')).toEqual(['@general', '@adoc']);
    expect(owners('model/db/a.sql')).toEqual(['@general', '@db']);
    expect(owners('model/db/generated.sql')).toEqual(['@general']);
  });

  it('takes a pattern without a slash in front for any depth, on GitLab', () => {
    const path = '.gitlab/CODEOWNERS';
    expect(ownersOf('ee/docs @d', 'x/ee/docs', path)).toEqual(['@d']);
    expect(ownersOf('ee/docs @d', 'ee/docs/a', path)).toEqual([]);
    expect(ownersOf('ee/docs/ @d', 'x/ee/docs/a/b', path)).toEqual(['@d']);
  });

  const name = fc
    .string({
      unit: fc.constantFrom('a', 'b', '.', 'c'),
      minLength: 1,
      maxLength: 3,
    })
    .filter(it => !/^\.+$/.test(it));
  const part = fc.oneof(
    name,
    fc.constant('**'),
    fc
      .string({
        unit: fc.constantFrom('a', 'b', '*', '?', '.'),
        minLength: 1,
        maxLength: 4,
      })
      .filter(it => !/^\.+$|\*\*/.test(it)),
  );
  const pattern = fc
    .tuple(
      fc.boolean(),
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
    // `docs/*` is where CODEOWNERS and .gitignore part.
    .filter(([, parts]) => parts.length === 1 || !/^\*$/.test(parts.at(-1)!))
    .map(([front, parts, back]) => {
      const text = parts.join('/');
      return `${front && text !== '*' ? '/' : ''}${text}${back ? '/' : ''}`;
    });
  const path = fc
    .array(name, { minLength: 1, maxLength: 5 })
    .map(names => names.join('/'));

  it('matches what .gitignore matches, and the last rule wins', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 5 }),
        fc.array(path, { minLength: 1, maxLength: 8 }),
        (patterns, paths) => {
          const text = patterns.map((it, i) => `${it} @o${i}`).join('\n');
          const owners = new FileOwners(parseCodeowners(text, 'CODEOWNERS'));
          for (const file of paths) {
            const last = patterns.reduce(
              (found, it, index) =>
                ignore({ ignorecase: false }).add(it).ignores(file)
                  ? index
                  : found,
              -1,
            );
            expect(owners.ownersOf(file)).toEqual(
              last < 0 ? [] : [`@o${last}`],
            );
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('reads whatever text without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            ...['[', ']', '^', '!', '*', '/', '\\', ' ', '\n', '#', '@', 'a'],
            ...['\u0000', '\u202e', '\t', '\r', '?', '.', '%'],
          ),
          maxLength: 200,
        }),
        path,
        fc.boolean(),
        (text, file, gitlab) => {
          const place = gitlab ? '.gitlab/CODEOWNERS' : 'CODEOWNERS';
          const owners = ownersOf(text, file, place);
          expect(owners.every(owner => /^[\w@./+-]+$/.test(owner))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  const files = Array.from(
    { length: 50_000 },
    (_, i) => `services/s${i % 500}/src/d${i % 37}/file${i}.ts`,
  ).sort();

  it('is quick for 50,000 files and 5,000 rules', () => {
    const rules = Array.from({ length: 5_000 }, (_, i) =>
      i % 50 === 0
        ? `*.x${i} @w${i}`
        : `/services/s${i % 500}/src/a${i}/ @t${i}`,
    );
    const text = ['* @all', ...rules, '/services/s7/ @seven'].join('\n');
    const started = process.cpuUsage().user;
    const owners = new FileOwners(parseCodeowners(text, 'CODEOWNERS'));
    const seven = files.filter(file => owners.ownersOf(file)[0] === '@seven');
    expect(seven).toHaveLength(100);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(5_000);
  });

  it.each([
    ['many stars', (i: number) => `*${'a*'.repeat(20)}${i} @o`],
    ['many globstars', (i: number) => `x${i}/${'**/s/'.repeat(10)}b @o`],
    ['open globstars', (i: number) => `${'**/f*/'.repeat(10)}${i} @o`],
    ['suffixes', (i: number) => `*.z${i} @o`],
  ])('ends in time whatever the patterns: %s', (_, rule) => {
    const text = Array.from({ length: 20_000 }, (__, i) => rule(i)).join('\n');
    const started = process.cpuUsage().user;
    const owners = new FileOwners(parseCodeowners(text, 'CODEOWNERS'));
    let message = '';
    try {
      files.forEach(file => owners.ownersOf(file));
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^$|too many patterns/);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(10_000);
  });
});
