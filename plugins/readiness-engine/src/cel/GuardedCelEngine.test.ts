import fc from 'fast-check';
import { CelClock, CelCompileError, CelFailure } from './CelEngine';
import { createCheckEngine } from './checkEngine';

const engine = createCheckEngine();

function clockOf(date: string) {
  const flips: number[] = [];
  const clock: CelClock = {
    today: Date.parse(date) / 86_400_000,
    flipsOn: day => flips.push(day),
  };
  const toDate = (day: number) =>
    new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { clock, flips: () => flips.map(toDate) };
}

function run(source: string, variables: Record<string, unknown> = {}) {
  const { clock } = clockOf('2026-06-15');
  const given = { entity: {}, facts: {}, params: {}, ...variables };
  return engine.run(engine.compile(source, 'dyn'), given, clock);
}

/** Milliseconds that a function takes. */
function time(what: () => unknown): number {
  const start = process.cpuUsage().user;
  what();
  return (process.cpuUsage().user - start) / 1_000;
}

const matching = expect.stringMatching;

describe('check', () => {
  it.each([
    ['facts.repository.words >', 'syntax', 24],
    ['entity.name.matches("(")', 'syntax', 20],
    [`entity.name.matches("${'x'.repeat(501)}")`, 'syntax', 20],
    ['entty.name == "x"', 'variable', 0],
    ['true && shout(entity.name)', 'function', 8],
    ['entity.name.shout()', 'function', 0],
    ['true && 1 + "a" == 2', 'type', 8],
    ['"a".matches(1)', 'type', 0],
    ['1 + 1', 'type', 0],
    ['has(facts.repository) && true', 'facts', 0],
    ['has(facts["repository"])', 'facts', 0],
    ['facts[entity.name] == 1', 'facts', 0],
    ['size(facts) == 1', 'facts', 5],
    ['facts == {}', 'facts', 0],
    ['params == {}', 'facts', 0],
    ['facts.a.exists(facts, true)', 'variable', 15],
    ['cel.bind(entity, 1, true)', 'variable', 9],
    ['facts.a.all(x, x.all(y, y.all(z, true)))', 'limit', 24],
    [
      'cel.bind(a, 1, cel.bind(b, 1, cel.bind(c, 1, cel.bind(d, 1, true))))',
      'limit',
      45,
    ],
    [`[${'1,'.repeat(201)}1].size() == 1`, 'limit', expect.any(Number)],
    [`${'('.repeat(50)}true${')'.repeat(50)}`, 'limit', expect.any(Number)],
    [`${'true && '.repeat(400)}true`, 'limit', expect.any(Number)],
    ['!'.repeat(3_999).concat('1'), 'limit', expect.any(Number)],
    ['x'.repeat(4_001), 'limit', 0],
  ])('refuses expression %#', (source, kind, start) => {
    expect(engine.check(source, 'bool')[0]).toMatchObject({ kind, start });
    expect(() => engine.compile(source, 'bool')).toThrow(CelCompileError);
  });

  it('calls the function by the name that the author wrote', () => {
    const [problem] = engine.check('"a".matches(1)', 'bool');
    expect(problem.message).toMatch(/matches\(int\)/);
    expect(problem.message).not.toMatch(/re2/);
  });

  it('finds every problem of facts and nesting, not only the first', () => {
    const source = 'size(facts) == 1 || has(facts.a) || facts[entity.x]';
    expect(engine.check(source, 'bool')).toHaveLength(3);
  });

  it.each([
    ['entity.name.matches("^a+$") && facts.repository.readme != null'],
    ['has(facts.repository.readme)'],
    ['facts["readiness/rollup"].services > 3'],
    ['facts.slo.slos.exists(s, s.targets.all(t, t > 0.9))'],
    ['daysSince(facts.a.date) < 3 && timestamp("2026-01-01T00:00:00Z") < now'],
    ['[1, "a", null].size() == 3'],
  ])('lets %s pass', source => {
    expect(engine.check(source, 'bool')).toEqual([]);
  });
});

describe('compile', () => {
  it('tells what an expression reads', () => {
    const { reads, members } = engine.compile(
      'facts.slo.slos.exists(owner2, owner2.x == entity.y) && facts["a/b"].c > params.n && owner.isTeam',
      'bool',
    );
    expect([...reads].sort()).toEqual(['entity', 'facts', 'owner', 'params']);
    expect([...members.facts].sort()).toEqual(['a/b', 'slo']);
    expect([...members.params]).toEqual(['n']);
  });

  it('leaves a text that looks like a call alone', () => {
    expect(run('entity.a == ".matches("', { entity: { a: '.matches(' } })).toBe(
      true,
    );
  });

  it.each([
    ['entity.a == 1', 'none'],
    ['daysSince(facts.a.date) <= params.days', 'comparisons'],
    ['3 > daysSince(facts.a.date)', 'comparisons'],
    ['facts.a.list.exists(x, daysSince(x) > 14)', 'comparisons'],
    ['daysSince(facts.a.date) == 3', 'daily'],
    ['daysSince(facts.a.date) + 1 < 3', 'daily'],
    ['daysSince(facts.a.date) < daysSince(facts.a.other)', 'daily'],
    ['daysSince(facts.a.date) < 3 || now.getFullYear() > 2025', 'daily'],
    ['[1].exists(later, later > 0) && entity.now', 'none'],
  ])('knows how %s depends on the clock', (source, clock) => {
    expect(engine.compile(source, 'bool').clock).toBe(clock);
  });
});

describe('run', () => {
  it.each([
    ['facts.a.n > 1 && facts.a.n / 2.0 == 1.5', true],
    ['facts.missing.n > 1 || entity.name == "x"', true],
    ['entity.name == "x" || facts.missing.n > 1', true],
    ['facts.missing.n > 1 && entity.name == "y"', false],
    ['facts.a.nothing == null', true],
    ['has(facts.a.none)', false],
    ['daysSince("2026-06-01")', 14n],
    ['daysSince("2026-06-14T23:59:59.999Z")', 1n],
    ['daysSince("2026-06-15T23:59:00Z")', 0n],
    ['daysSince("2026-06-15T01:00:00+02:00")', 1n],
    ['daysSince("2026-06-20")', -5n],
    ['now == timestamp("2026-06-15T00:00:00Z")', true],
    [
      'latest(["2026-01-02", null, "2026-03-01T10:00:00Z"])',
      '2026-03-01T10:00:00Z',
    ],
    ['latest([null])', null],
    ['entity.name.matches("^[x-z]$")', true],
  ])('answers %s', (source, answer) => {
    const variables = {
      entity: { name: 'x' },
      facts: { a: { n: 3, nothing: null } },
      now: new Date('2026-06-15T00:00:00Z'),
    };
    expect(run(source, variables)).toEqual(answer);
  });

  it.each([
    ['daysSince(null)', /there is none/],
    ['daysSince("yesterday")', /YYYY-MM-DD/],
    ['daysSince("2026-13-45")', /YYYY-MM-DD/],
    ['daysSince("2026-06-01T10:00:00")', /YYYY-MM-DD/],
    ['latest([1])', /list of dates/],
    ['facts.missing.n', /missing/],
    ['entity.constructor', /constructor/],
    ['entity.toString', /toString/],
    ['entity["__proto__"]', /__proto__/],
    ['entity.constructor.constructor("return process")()', /./],
    ['entity.name.matches(entity.pattern)', /RE2/],
    ['entity.name.size() / 0', /division by zero/],
  ])('fails for %s', (source, message) => {
    let answer: unknown;
    try {
      answer = run(source, { entity: { name: 'x', pattern: '(' } });
    } catch (error) {
      answer = error;
    }
    expect(answer).toMatchObject({ message: matching(message) });
    expect(answer).not.toHaveProperty('call');
  });

  it('names a variable that was not given', () => {
    expect(run('owner.isTeam')).toMatchObject({ missingVariable: 'owner' });
  });

  it('fails for an answer of another type', () => {
    const expression = engine.compile('entity.name', 'bool');
    expect(engine.run(expression, { entity: { name: 'x' } })).toBeInstanceOf(
      CelFailure,
    );
  });
});

describe('clock', () => {
  it.each([
    ['daysSince("2026-06-10") < 7', ['2026-06-17']],
    ['daysSince("2026-06-10") <= 7', ['2026-06-18']],
    ['daysSince("2026-06-10") > 7', ['2026-06-18']],
    ['daysSince("2026-06-10") >= 7', ['2026-06-17']],
    ['7 > daysSince("2026-06-10")', ['2026-06-17']],
    ['daysSince("2026-06-10") < 6.5', ['2026-06-17']],
    ['daysSince("2026-06-10") < 5', []],
    ['daysSince("2026-06-10") < 3', []],
    ['daysSince("2026-06-10T18:00:00Z") < 7', ['2026-06-17']],
    ['false && daysSince("2026-06-10") < 7', []],
  ])('says when %s flips', (source, flips) => {
    const { clock, flips: recorded } = clockOf('2026-06-15');
    engine.run(engine.compile(source, 'bool'), {}, clock);
    expect(recorded()).toEqual(flips);
  });

  it('never flips before the day that it said', () => {
    const operators = fc.constantFrom('<', '<=', '>', '>=');
    fc.assert(
      fc.property(
        operators,
        fc.double({ min: -5, max: 30, noNaN: true }),
        fc.integer({ min: 0, max: 40 }),
        (operator, bound, offset) => {
          const start = Date.parse('2026-06-15') / 86_400_000;
          const expression = engine.compile(
            `daysSince("2026-06-10") ${operator} params.bound`,
            'bool',
          );
          const answer = (today: number, flipsOn: (day: number) => void) =>
            engine.run(expression, { params: { bound } }, { today, flipsOn });
          let flip = Infinity;
          const before = answer(start, day => {
            flip = day;
          });
          const same = answer(start + offset, () => {}) === before;
          expect(same).toBe(start + offset < flip);
        },
      ),
    );
  });
});

describe('hostile input', () => {
  const items = Array.from({ length: 10_000 }, (_, i) => i);
  const text = 'a'.repeat(99_000);

  it('matches in linear time', () => {
    const entity = { s: `${text}!` };
    expect(
      time(() => run('entity.s.matches("^(a+)+$")', { entity })),
    ).toBeLessThan(1_000);
  });

  it.each([
    ['entity.l.all(x, entity.l.all(y, x + y >= 0.0))'],
    ['entity.l.exists(x, entity.l.exists(y, x + y < 0.0))'],
    ['entity.l.map(x, entity.l + entity.l).size() > 0'],
    ['entity.l.all(x, x in entity.l)'],
    ['entity.l.exists(x, entity.s.matches("b"))'],
    ['entity.l.all(x, entity.s.upperAscii() != "")'],
    ['entity.l.all(x, !entity.s.contains("b"))'],
    [
      `cel.bind(a, entity.s + entity.s${' + entity.s'.repeat(
        50,
      )}, cel.bind(b, a${' + a'.repeat(50)}, size(b) > 0))`,
    ],
    [
      `cel.bind(a, entity.l${' + entity.l'.repeat(
        50,
      )}, cel.bind(b, a${' + a'.repeat(50)}, size(b) > 0))`,
    ],
    ['entity.l.map(x, string(x) + entity.s).join(",").size() > 0'],
  ])('stops expression %# in time', source => {
    const variables = { entity: { l: items, s: text } };
    let answer: unknown;
    expect(
      time(() => {
        answer = run(source, variables);
      }),
    ).toBeLessThan(2_000);
    expect(answer).toMatchObject({ message: matching(/too many steps/) });
  });

  it('does not let || absorb that a run was stopped', () => {
    const source = 'entity.l.all(x, entity.l.all(y, true)) || true';
    expect(run(source, { entity: { l: items } })).toBeInstanceOf(CelFailure);
  });

  it('gives each run a budget of its own', () => {
    const expression = engine.compile('entity.l.all(x, x >= 0.0)', 'bool');
    const answers = Array.from({ length: 20 }, () =>
      engine.run(expression, { entity: { l: items } }),
    );
    expect(answers).toEqual(answers.map(() => true));
  });

  it('never throws, whatever is compiled or run', () => {
    const words = fc.constantFrom(
      ...'facts entity params owner now . [ ] ( ) { } , : ? ! - + == < && || in "a" 1 2.5 null true has all exists map x matches daysSince cel bind'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), parts => {
        const source = parts.join(' ');
        const problems = engine.check(source, 'dyn');
        if (problems.length === 0) {
          run(source, { facts: { a: [1, 'x', null, { b: 2 }] }, owner: {} });
        }
        expect(Array.isArray(problems)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
