/**
 * What an author who means harm could write, and what an entity could hold:
 * each expression is refused, or ends soon with an answer or a failure, and
 * nothing of the host is reached.
 */
import { CelClock, CelFailure } from './CelEngine';
import { checkEngine } from './checkEngine';

const clock: CelClock = { today: 20_619, flipsOn: () => {} };
const now = new Date('2026-06-15T00:00:00Z');

const numbers = Array.from({ length: 10_000 }, (_, i) => i);
const text = 'a'.repeat(99_000);
const map = Object.fromEntries(numbers.map(i => [`k${i}`, i]));
const entity = {
  l: numbers,
  s: text,
  mixed: `c${'ab'.repeat(49_500)}d`,
  m: map,
  same: { ...map },
  dates: numbers.map(() => '2026-01-01T00:00:00Z'),
  words: numbers.map(() => text.slice(0, 9_000)),
  digits: '1'.repeat(50_000),
  patterns: numbers.map(i => `[^b]{1,999}${i}`),
};

function run(source: string, variables: Record<string, unknown>) {
  return checkEngine.run(
    checkEngine.compile(source, 'dyn'),
    { facts: {}, params: {}, now, ...variables },
    clock,
  );
}

function time(what: () => unknown): number {
  const start = process.cpuUsage().user;
  what();
  return (process.cpuUsage().user - start) / 1_000;
}

describe('expressions that are made to take long or to grow', () => {
  it.each([
    'entity.l.all(x, latest(entity.dates) != null)',
    'entity.l.all(x, size(entity.s) > 0)',
    'entity.l.all(x, size(entity.m) > 0)',
    'entity.l.all(x, entity.m == entity.same)',
    'entity.l.all(x, {"a": entity.m} == {"a": entity.same})',
    'entity.l.all(x, entity.m in [entity.same])',
    'entity.l.all(x, entity.m.exists(k, true))',
    'entity.l.all(x, now.getHours("Europe/Berlin") >= 0)',
    'entity.l.all(x, int(entity.digits) > 0)',
    'entity.words.join(entity.s).size() > 0',
    'entity.l.map(x, entity.s.substring(0, 50000)).join("").size() > 0',
    'entity.s.split("").size() > 0',
    'entity.patterns.exists(p, entity.mixed.matches(p))',
    'entity.mixed.matches("([ab]{0,30}){0,30}$[xy]")',
    'entity.l.all(x, entity.l.all(y, !pathMatches(entity.s.substring(0, 4000), "*a*a*a*a*b")))',
    'entity.l.all(x, entity.l.all(y, businessDaysSince("2026-06-01T10:00:00Z") > 1))',
    'entity.l.all(x, entity.l.all(y, isSemver("1.2.3")))',
    `cel.bind(a, bytes(entity.s)${'+bytes(entity.s)'.repeat(
      9,
    )}, cel.bind(b, a${'+a'.repeat(50)}, size(b${'+b'.repeat(50)}) > 0))`,
    `cel.bind(a, entity.s + entity.s, cel.bind(b, a + a, cel.bind(c, b + b, size(c${' + c'.repeat(
      60,
    )}) > 0)))`,
  ])('are stopped in time: %s', source => {
    let answer: unknown;
    const before = process.memoryUsage().rss;
    const elapsed = time(() => {
      answer = run(source, { entity });
    });
    expect(answer).toMatchObject({
      message: expect.stringMatching(/too many steps/),
    });
    expect(elapsed).toBeLessThan(3_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it.each([
    ['entity.s.matches("^(a+)+$")', true],
    ['entity.mixed.matches("^(a+)+$")', false],
    ['entity.s.matches("(a*)*b")', false],
  ])('match in linear time: %s', (source, answer) => {
    let given: unknown;
    expect(
      time(() => {
        given = run(source, { entity });
      }),
    ).toBeLessThan(1_000);
    expect(given).toBe(answer);
  });

  it('do not make the parser of durations backtrack', () => {
    const elapsed = time(() => {
      expect(run('duration(entity.digits)', { entity })).toMatchObject({
        message: expect.stringMatching(/at most 64 characters/),
      });
    });
    expect(elapsed).toBeLessThan(500);
  });

  it.each([
    [
      `${Array.from({ length: 4 }, (_, i) => `entity.l.all(x${i}, `).join(
        '',
      )}true))))`,
      'limit',
    ],
    [
      '[1].map(a, [1].map(b, [1].map(c, [1].map(d, a + b + c + d)))).size() > 0',
      'limit',
    ],
    [`${'!'.repeat(5_000)}true`, 'limit'],
    [`${'!'.repeat(3_900)}true`, 'limit'],
    [`${'-'.repeat(3_900)}1 == 1`, 'limit'],
    [`${'('.repeat(1_000)}true${')'.repeat(1_000)}`, 'limit'],
    [`${'['.repeat(1_000)}1${']'.repeat(1_000)} == []`, 'limit'],
    [`entity${'.a'.repeat(1_500)} == 1`, 'limit'],
    [`entity${'["a"]'.repeat(700)} == 1`, 'limit'],
    [`${'true ? '.repeat(300)}true${' : true'.repeat(300)}`, 'limit'],
    [`"${'x'.repeat(5_000)}" == ""`, 'limit'],
    ['entity.s.matches("((a{1,100}){1,100}){1,100}")', 'syntax'],
    ['entity.s.matches("(?=a)a")', 'syntax'],
    ['entity.s.matches("(a)\\\\1")', 'syntax'],
  ])('are refused before they run: expression %#', (source, kind) => {
    expect(checkEngine.check(source, 'bool')[0]).toMatchObject({ kind });
  });
});

describe('names of the host', () => {
  const names = [
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
  ];
  const roots = [
    'entity',
    'entity.name',
    'entity.list',
    'facts.a',
    'facts.a.nested',
    'params.p',
    'owner',
    'now',
    '{"a": 1}',
    '[1, 2]',
    '"text"',
    '1',
    'true',
    'duration("1s")',
    'entity.list.map(v, v)',
    'latest([null, "2026-01-01"])',
    'daysSince',
    'cel',
    'type(1)',
  ];
  const variables = {
    entity: { name: 'x', list: [{ a: 1 }] },
    facts: { a: { nested: { b: 1 } } },
    params: { p: { q: 1 } },
    owner: {},
  };

  it.each(roots.flatMap(root => names.map(name => [root, name])))(
    'gives nothing away at %s . %s',
    (root, name) => {
      for (const source of [
        `${root}.${name}`,
        `${root}["${name}"]`,
        `${root}.${name}()`,
        `${root}.${name}.${name}("return process")()`,
        `[${root}].map(v, v.${name})`,
        `[${root}].map(${name}, ${name}.${name})`,
        `${root}[["${name}"][0]]`,
        `${root}["${name.slice(0, 3)}" + "${name.slice(3)}"]`,
        `has(${root}.${name}.a)`,
      ]) {
        const problems = checkEngine.check(source, 'dyn');
        const answer =
          problems.length > 0 ? problems[0] : run(source, variables);
        expect([source, answer]).toEqual([
          source,
          expect.objectContaining({ message: expect.any(String) }),
        ]);
        expect(typeof answer).not.toBe('function');
      }
    },
  );

  it.each(names.map(name => [name]))(
    'knows no presence of %s, in and has() included',
    name => {
      expect(run(`"${name}" in entity`, variables)).toBe(false);
      expect(run(`"${name}" in params.p`, variables)).toBe(false);
      const source = `has(entity.${name})`;
      const answer =
        checkEngine.check(source, 'dyn').length > 0
          ? false
          : run(source, variables);
      expect(answer).toBe(false);
    },
  );

  it.each([
    'process.exit(1)',
    'require("fs")',
    'globalThis',
    'eval("1")',
    'Function("return 1")()',
    'import("fs")',
    'console.log("x")',
    'fetch("http://localhost")',
    'setTimeout(1, 1)',
    'entity.list.reduce((a, b) => a)',
    'entity.list.push(1)',
    'entity.list.sort()',
    'entity.name.replaceAll("x", "y")',
    'entity.name.constructor("return process")()',
    're2test("a", "a")',
  ])('are no functions: %s', source => {
    expect(checkEngine.check(source, 'dyn')).not.toEqual([]);
  });

  it('changes nothing that it is given', () => {
    const before = JSON.stringify(variables);
    run('entity.list.map(v, v) + entity.list', variables);
    run('entity.list.filter(v, v.a == 1.0)', variables);
    expect(JSON.stringify(variables)).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('fails, and no more, where an entity has such a key of its own', () => {
    const own = JSON.parse(
      '{"constructor": {"name": "x"}, "__proto__": {"polluted": true}, "a": 1}',
    );
    for (const source of [
      'entity.a == 1.0',
      'entity.constructor.name == "x"',
      'entity.__proto__.polluted',
      'entity["__proto__"] == entity',
      'entity.map(k, k).size() > 0',
      'size(entity) == 3',
      'entity == {"a": 1.0}',
    ]) {
      const isKnown = checkEngine.check(source, 'dyn').length === 0;
      const answer = isKnown ? run(source, { entity: own }) : false;
      expect(typeof answer === 'boolean' || answer instanceof CelFailure).toBe(
        true,
      );
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
