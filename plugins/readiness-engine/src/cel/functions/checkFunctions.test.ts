import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CelClock, CelFailure } from '../CelEngine';
import { WorkingDays } from '../../calendar/WorkingDays';
import { checkEngine } from '../checkEngine';
import { checkFunctions, writeSignature } from './checkFunctions';

const monday = Date.parse('2026-06-15') / 86_400_000;
const clock: CelClock = { today: monday, flipsOn: () => {} };

function run(
  source: string,
  entity: Record<string, unknown> = {},
  at: CelClock = clock,
): unknown {
  const answer = checkEngine.run(
    checkEngine.compile(source, 'dyn'),
    { entity },
    at,
  );
  return typeof answer === 'bigint' ? Number(answer) : answer;
}

function problemOf(source: string) {
  return checkEngine.check(source, 'dyn')[0] ?? null;
}

describe('the table of functions', () => {
  it.each(checkFunctions.map(each => [each.name, each] as const))(
    'gives an example of %s that answers as it says',
    (name, { example, answer, description, parameters }) => {
      expect(example.startsWith(`${name}(`)).toBe(true);
      expect(run(example)).toEqual(answer);
      expect(description).toMatch(/^[A-Z].*[.?]$/s);
      expect(parameters.length).toBeGreaterThan(0);
    },
  );

  it('names each function once, with all that are agreed on', () => {
    expect(checkFunctions.map(({ name }) => name).sort()).toEqual([
      'businessDaysBetween',
      'businessDaysSince',
      'daysSince',
      'isSemver',
      'latest',
      'majorsBehind',
      'pathMatches',
      'percent',
      'semverCompare',
      'sum',
    ]);
  });

  it('is in the guide to scorecards, word for word', () => {
    const guide = readFileSync(
      resolve(__dirname, '../../../../../docs/scorecards.md'),
      'utf8',
    ).replace(/`(\*{1,2}|\?)`/g, '$1');
    for (const each of checkFunctions) {
      const row = guide
        .split('\n')
        .find(line => line.startsWith(`| \`${each.name}(`));
      expect(row).toContain(writeSignature(each).replaceAll(' | ', ' or '));
      expect(row).toContain(each.description);
      expect(row).toContain(
        `\`${each.example}\` is \`${JSON.stringify(each.answer)}\``,
      );
    }
  });

  it('is data that can be printed', () => {
    const [first] = JSON.parse(JSON.stringify(checkFunctions));
    expect(first).toMatchObject({ name: 'daysSince', answer: 14 });
    expect(checkFunctions.map(writeSignature)).toEqual(
      expect.arrayContaining([
        'daysSince(date: date): int',
        'latest(dates: list<date | null>): date | null',
        'percent(part: number, whole: number): double',
      ]),
    );
  });

  it.each(
    checkFunctions.map(({ name, parameters }) => [name, parameters] as const),
  )(
    'refuses null where %s does not say that it takes it',
    (name, parameters) => {
      const list = parameters.map(() => 'entity.nothing').join(', ');
      expect(run(`${name}(${list})`, { nothing: null })).toBeInstanceOf(
        CelFailure,
      );
    },
  );
});

describe('business days', () => {
  it.each([
    ['businessDaysSince("2026-06-15")', 0],
    ['businessDaysSince("2026-06-12")', 1],
    ['businessDaysSince("2026-06-13T10:00:00Z")', 1],
    ['businessDaysSince("2026-06-19")', -4],
    ['businessDaysBetween("2026-06-01", "2026-06-15")', 10],
    ['businessDaysBetween("2026-06-15", "2026-06-01")', -10],
    ['businessDaysBetween("2026-06-12T23:30:00Z", "2026-06-15")', 1],
  ])('%s is %s', (source, answer) => {
    expect(run(source)).toBe(answer);
  });

  it('are those of the calendar that the clock carries', () => {
    const calendar = new WorkingDays({
      timeZone: 'Asia/Tokyo',
      workingDays: [1, 2, 3, 4, 7],
      holidays: ['2026-06-15'],
    });
    const business = { calendar, today: monday + 1, flipsOn: () => {} };
    const at = { ...clock, business };
    // Friday 20:00 UTC is Saturday in Tokyo; then only Sunday and Tuesday count.
    const source = 'businessDaysSince("2026-06-12T20:00:00Z")';
    expect(run(source, {}, at)).toBe(2);
    expect(run('businessDaysBetween("2026-06-11", "2026-06-15")', {}, at)).toBe(
      1,
    );
  });
});

describe('sum', () => {
  it('adds ints and doubles, and nothing to 0', () => {
    expect(run('sum([1, 2.5, entity.n])', { n: 0.5 })).toBe(4);
    expect(run('sum(entity.rows.map(r, r.n))', { rows: [] })).toBe(0);
  });

  it('takes numbers only', () => {
    expect(run('sum([entity.x])', { x: 'a' })).toMatchObject({
      message: expect.stringContaining('sum() takes a list of numbers'),
    });
  });
});

describe('percent', () => {
  it.each([
    ['percent(1, 4)', 25],
    ['percent(1.5, 4)', 37.5],
    ['percent(size([1, 2]), entity.n)', 40],
    ['percent(-1, 4)', -25],
    ['percent(3, 2)', 150],
  ])('%s is %s', (source, answer) => {
    expect(run(source, { n: 5 })).toBe(answer);
  });

  it.each(['percent(1, 0)', 'percent(1.0, 0.0)', 'percent(0, 0)'])(
    '%s fails',
    source => {
      expect(run(source)).toMatchObject({
        message: expect.stringMatching(/not 0/),
      });
    },
  );

  it('takes numbers only, which is known before it runs', () => {
    expect(problemOf('percent("1", 2)')).toMatchObject({ kind: 'type' });
    expect(problemOf('percent(1, entity.x) > 90')).toBeNull();
  });
});

describe('versions', () => {
  it.each([
    ['1.4.2', true],
    ['v1.4.2', true],
    ['V1.4.2', false],
    ['1.4.2-rc.1+build.7', true],
    ['1', true],
    ['v1', true],
    ['1.2', true],
    ['18-alpine', true],
    ['1.2-rc.1', true],
    ['2024.01.15', true],
    ['1.2.3beta', true],
    ['1.2.3.4', false],
    ['^1.2.3', false],
    ['1.x', false],
    ['latest', false],
    ['', false],
    [' 1.2.3', false],
    ['>=1.2.3', false],
    ['1.2.3-', false],
    ['2nd', false],
    ['1.2rc1', false],
    ['1.2.3rc1', true],
    ['1.2.3_1', false],
    ['1.2.', false],
    ['1..2', false],
    ['99999999999999999.0.0', false],
    ['1.'.repeat(40_000), false],
    [`1.2.3-${'a.'.repeat(200)}a`, false],
  ])('isSemver(%j) is %s', (text, answer) => {
    expect(run('isSemver(entity.text)', { text })).toBe(answer);
  });

  it.each([
    ['1.2.3', '1.2.3', 0],
    ['v1.2.3', '1.2.3+build', 0],
    ['1.2', '1.2.0', 0],
    ['1', '1.0.1', -1],
    ['1.10.0', '1.9.9', 1],
    ['1.0.0-rc.1', '1.0.0', -1],
    ['1.0.0-rc.2', '1.0.0-rc.10', -1],
  ])('semverCompare(%j, %j) is %s', (a, b, answer) => {
    expect(run('semverCompare(entity.a, entity.b)', { a, b })).toBe(answer);
    expect(run('semverCompare(entity.b, entity.a)', { a, b })).toBe(
      answer === 0 ? 0 : -answer,
    );
  });

  it.each([
    ['16.2', '18.1.0', 2],
    ['18', '16', 0],
    ['v3.9.9', 'v4.0.0-rc.1', 1],
    ['0.3.0', '0.9.0', 0],
  ])('majorsBehind(%j, %j) is %s', (current, newest, answer) => {
    expect(
      run('majorsBehind(entity.current, entity.newest)', { current, newest }),
    ).toBe(answer);
  });

  it.each([
    'semverCompare(entity.t, "1.0.0")',
    'majorsBehind("1.0.0", entity.t)',
  ])('%s fails for what is no version', source => {
    expect(run(source, { t: 'latest' })).toMatchObject({
      message: expect.stringMatching(/versions such as/),
    });
  });
});

describe('pathMatches', () => {
  it.each([
    ['docs/a.md', 'docs/*.md', true],
    ['docs/x/a.md', 'docs/*.md', false],
    ['docs/x/a.md', 'docs/**', true],
    ['README.md', 'readme.md', false],
  ])('of %j and %j is %s', (path, glob, answer) => {
    expect(run('pathMatches(entity.path, entity.glob)', { path, glob })).toBe(
      answer,
    );
  });

  it.each(['../x', '/etc/*', 'a'.repeat(400)])('refuses the glob %j', glob => {
    expect(run('pathMatches("a", entity.glob)', { glob })).toMatchObject({
      message: expect.stringMatching(/takes a glob/),
    });
  });

  it('refuses a path that is none', () => {
    const path = 'a/'.repeat(3_000);
    expect(run('pathMatches(entity.path, "**")', { path })).toMatchObject({
      message: expect.stringMatching(/4096/),
    });
  });
});

describe('arguments that are written out', () => {
  it.each([
    ['daysSince("yesterday") > 3', 10],
    ['true || daysSince("2026-13-01") > 3', 18],
    ['businessDaysBetween(entity.a, "soon") > 1', 30],
    ['businessDaysSince("soon") > 1', 18],
    ['semverCompare(entity.v, "latest") < 0', 24],
    ['majorsBehind(entity.v, "x.y") < 0', 23],
    ['pathMatches(entity.p, "../a")', 22],
    ['entity.l.exists(p, pathMatches(p, "/a"))', 34],
  ])('are looked at when %s is read', (source, start) => {
    expect(problemOf(source)).toMatchObject({ kind: 'type', start });
  });

  it.each([
    'pathMatches("../a", entity.glob)',
    'isSemver("latest")',
    'daysSince("2026-06-01T10:00:00Z") > 3',
  ])('may be %s', source => {
    expect(problemOf(source)).toBeNull();
  });
});
