import {
  catalogFact,
  defineFact,
  FactSchema,
  ScorecardTest,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { z } from 'zod';
import {
  PartialCheck,
  toText as toScorecardText,
} from '../__testUtils__/testScorecard';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { readScorecards } from '../definition/readScorecards';
import { readScorecardTests } from './readScorecardTests';
import { TestReport } from './TestReport';
import { testScorecard } from './testScorecard';

const numbersFact = defineFact({
  collector: 'numbers',
  title: 'the numbers',
  description: 'Numbers for tests.',
  type: z.strictObject({
    n: z.number().nullable().describe('A number.'),
    list: z
      .array(z.strictObject({ name: z.string().describe('A name.') }))
      .describe('A list.'),
  }),
  example: { n: 1, list: [] },
});
const { type: _, ...plainFact } = defineFact({
  collector: 'plain',
  title: 'the plain one',
  description: 'A fact of which only the JSON Schema is known.',
  type: z.strictObject({
    box: z
      .strictObject({ size: z.number().describe('A size.') })
      .nullable()
      .describe('A box.'),
  }),
  example: { box: null },
});
const facts: FactSchema[] = [catalogFact, numbersFact, plainFact];

function toScorecard(
  checks: PartialCheck[],
  spec?: Parameters<typeof toScorecardText>[1],
): CompiledScorecard {
  const text = toScorecardText(checks, spec);
  const { scorecards, problems } = readScorecards([{ source: 'a', text }], {
    builtIn: [],
    facts,
  });
  expect(problems).toEqual([]);
  return scorecards[0];
}

type Spec = ScorecardTest['spec'];
type Case = Partial<Omit<Spec['cases'][number], 'expect'>> & {
  expect?: Partial<Spec['cases'][number]['expect']>;
};

function toText(cases: Case[], spec: Partial<Spec> = {}): string {
  return stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'ScorecardTest',
    metadata: { name: 'demo' },
    spec: {
      scorecard: 'demo',
      now: '2026-06-15T10:00:00Z',
      base: {
        entity: {
          kind: 'Component',
          metadata: { name: 'shop' },
          spec: { type: 'service', system: 'web' },
        },
        facts: { numbers: { n: 5, list: [] }, plain: { box: null } },
      },
      ...spec,
      cases: cases.map((each, i) => ({
        check: 'big',
        name: `case ${i}`,
        ...each,
        expect: { outcome: 'pass', ...each.expect },
      })),
    },
  });
}

function read(cases: Case[], spec: Partial<Spec> = {}) {
  const text = toText(cases, spec);
  const { tests, problems } = readScorecardTests([
    { source: 'demo.test.yaml', text },
  ]);
  expect(problems).toEqual([]);
  return tests;
}

function run(
  checks: PartialCheck[],
  cases: Case[],
  options: {
    spec?: Parameters<typeof toScorecard>[1];
    test?: Partial<Spec>;
    checks?: ReadonlySet<string>;
  } = {},
): TestReport {
  return testScorecard(
    toScorecard(checks, options.spec),
    read(cases, options.test),
    { facts, checks: options.checks },
  );
}

const big: PartialCheck = {
  id: 'big',
  condition: 'facts.numbers.n != null && facts.numbers.n > params.least',
  messages: {
    pass: 'It is {{ facts.numbers.n }}.',
    fail: 'It is only {{ facts.numbers.n }}.',
  },
};
const spec = { params: { least: 3 } };

describe('testScorecard', () => {
  it('asks each case and compares outcome and message', () => {
    const { cases, passed, failed } = run(
      [big],
      [
        { expect: { outcome: 'pass', message: 'It is 5.' } },
        { facts: { numbers: { n: 2 } }, expect: { outcome: 'fail' } },
        { facts: { numbers: { n: 2 } }, expect: { outcome: 'pass' } },
        { expect: { outcome: 'pass', message: 'It is 6.' } },
        { expect: { outcome: 'pass', messageIncludes: ['is 5', 'no'] } },
        { without: ['numbers'], expect: { outcome: 'unknown' } },
        { stale: ['numbers'], expect: { outcome: 'unknown' } },
        { params: { least: 9 }, expect: { outcome: 'fail' } },
      ],
      { spec },
    );
    expect({ passed, failed }).toEqual({ passed: 5, failed: 3 });
    expect(cases.map(each => each.problems)).toEqual([
      [],
      [],
      ['the outcome is fail, expected was pass: It is only 2.'],
      ['the message is "It is 5.", expected was "It is 6."'],
      ['"no" is not in the message: the message is "It is 5."'],
      [],
      [],
      [],
    ]);
    expect(cases[6].message).toMatch(/^Not observed since 2026-06-07/);
    expect(cases[5].message).toMatch(/^Never observed/);
    expect(cases[0]).toMatchObject({
      source: 'demo.test.yaml',
      check: 'big',
      name: 'case 0',
    });
    expect(cases[1].line).toBeGreaterThan(cases[0].line);
  });

  it('takes a gaming case that passes for a failure, whatever it expects', () => {
    const { cases } = run(
      [big],
      [
        { gaming: true, expect: { outcome: 'pass' } },
        {
          gaming: true,
          facts: { numbers: { n: 0 } },
          expect: { outcome: 'fail' },
        },
      ],
      { spec },
    );
    expect(cases.map(({ passed }) => passed)).toEqual([false, true]);
    expect(cases[0].problems).toEqual([
      'the case tries to pass without doing the work, and passes',
    ]);
  });

  it('reads the catalog fact from the entity; null takes a key of the entity away, and is a value of a fact', () => {
    const checks: PartialCheck[] = [
      { id: 'in-system', condition: 'has(entity.spec.system)' },
      { id: 'tier', condition: 'facts.catalog.tier == 1.0' },
      {
        id: 'counted',
        unknownWhen: 'facts.numbers.n == null',
        condition: 'facts.numbers.n > 0.0',
      },
    ];
    const tier = (value: string) => ({
      metadata: { annotations: { 'team-readiness.dev/tier': value } },
    });
    const { cases } = run(checks, [
      { check: 'in-system' },
      {
        check: 'in-system',
        entity: { spec: { system: null } },
        expect: { outcome: 'fail' },
      },
      { check: 'tier', entity: tier('1') },
      { check: 'tier', entity: tier('2'), expect: { outcome: 'fail' } },
      { check: 'tier', entity: tier('2'), facts: { catalog: { tier: 1 } } },
      {
        check: 'counted',
        facts: { numbers: { n: null } },
        expect: { outcome: 'unknown' },
      },
      { check: 'tier', stale: ['catalog'], expect: { outcome: 'unknown' } },
    ]);
    expect(cases.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('tests checks of any stage and ignores when they count', () => {
    const stages: PartialCheck[] = [
      { ...big, id: 'a', stage: 'draft' },
      { ...big, id: 'b', stage: 'retired' },
      { ...big, id: 'c', enforceFrom: '2030-01-01' },
    ];
    const { failed } = run(
      stages,
      ['a', 'b', 'c'].map(check => ({ check })),
      { spec },
    );
    expect(failed).toBe(0);
  });

  it.each<[string, Case, RegExp]>([
    [
      'a fact that does not fit',
      { facts: { numbers: { n: 'five' } } },
      /^facts\.numbers\.n: expected number, received string$/,
    ],
    [
      'a field that is not known',
      { facts: { numbers: { m: 1 } } },
      /^facts\.numbers has no field "m"$/,
    ],
    [
      'a field that is missing in a list',
      { facts: { numbers: { list: [{}] } } },
      /^facts\.numbers\.list\[0\]\.name is missing$/,
    ],
    [
      'a fact of which only the JSON Schema is known',
      { facts: { plain: { box: { size: 'big' } } } },
      /^facts\.plain\.box\.size: expected number, received string$/,
    ],
    [
      'a fact that is not known',
      { facts: { number: {} } },
      /^there is no fact "number"; did you mean "numbers"\?$/,
    ],
    [
      'a fact without which there is none',
      { without: ['nombers'] },
      /^there is no fact "nombers"/,
    ],
    [
      'a stale fact that is not given',
      { without: [], stale: ['repository'] },
      /^there is no fact "repository"/,
    ],
    [
      'a check that is not known',
      { check: 'bigg' },
      /^the scorecard has no check "bigg"; did you mean "big"\?$/,
    ],
    [
      'a parameter that is not known',
      { params: { leest: 1 } },
      /^params: the scorecard has no parameter "leest"; did you mean "least"\?$/,
    ],
    [
      'an entity that the scorecard is not about',
      { entity: { kind: 'Group' } },
      /left out by spec\.target/,
    ],
    [
      'an entity without a name',
      { entity: { metadata: { name: null } } },
      /^the case has no entity with kind and metadata\.name/,
    ],
  ])('fails a case with %s', (__, testCase, message) => {
    const { cases } = run([big], [testCase], { spec });
    expect(cases).toEqual([
      expect.objectContaining({
        passed: false,
        outcome: null,
        problems: [expect.stringMatching(message)],
      }),
    ]);
  });

  it('takes the results of other checks as given', () => {
    const checks: PartialCheck[] = [
      big,
      {
        id: 'after',
        condition: 'results["big"] == "pass"',
        messages: { pass: 'It is.', fail: 'It is {{ results["big"] }}.' },
      },
    ];
    const fail = { outcome: 'fail' as const };
    const { cases, checks: coverage } = run(
      checks,
      [
        { check: 'after' },
        {
          check: 'after',
          results: { big: 'error' },
          expect: { ...fail, message: 'It is error.' },
        },
        { check: 'after', facts: { numbers: { n: 0 } }, expect: fail },
        { check: 'after', results: { bigg: 'pass' } },
        { check: 'after', results: { after: 'pass' } },
      ],
      { spec },
    );
    expect(cases.map(({ problems }) => problems)).toEqual([
      [],
      [],
      [],
      ['results: the scorecard has no other check "bigg"; did you mean "big"?'],
      [expect.stringMatching(/^results: the scorecard has no other check/)],
    ]);
    expect(coverage[1].branches.percent).toBe(100);
  });

  it('looks at a fact where the check reads it or the case changes it', () => {
    const checks = [
      big,
      { ...big, id: 'boxed', condition: 'facts.plain.box == null' },
    ];
    const base = {
      entity: { kind: 'Component', metadata: { name: 'shop' } },
      facts: { numbers: { n: 5, list: [] }, plain: { box: 7 } },
    };
    const { cases } = run(
      checks,
      [{}, { check: 'boxed' }, { facts: { plain: { boxx: null } } }],
      { spec, test: { base } },
    );
    expect(cases.map(({ passed }) => passed)).toEqual([true, false, false]);
  });
});

describe('coverage', () => {
  const choice: PartialCheck = {
    id: 'big',
    appliesWhen: 'dyn(entity).spec.type == "service"',
    unknownWhen: 'facts.numbers.n == null',
    condition:
      'params.strict ? facts.numbers.n > 3.0 : (facts.numbers.n > 1.0 || !(facts.numbers.list.size() == 0))',
  };
  const strict = { params: { strict: true } };

  it('names each outcome and each value of a part that no case reaches', () => {
    const { checks, branches, outcomes } = run([choice], [{}], {
      spec: strict,
    });
    expect(checks).toEqual([
      {
        check: 'big',
        cases: 1,
        outcomes: { reached: 1, total: 4, percent: 25 },
        branches: { reached: 3, total: 10, percent: 30 },
        missedOutcomes: ['fail', 'unknown', 'not-applicable'],
        missedBranches: [
          {
            expression: 'appliesWhen',
            text: 'dyn(entity).spec.type == "service"',
            value: false,
          },
          {
            expression: 'unknownWhen',
            text: 'facts.numbers.n == null',
            value: true,
          },
          ...[
            ['facts.numbers.n > 3.0', false],
            ['facts.numbers.n > 1.0', true],
            ['facts.numbers.n > 1.0', false],
            ['facts.numbers.list.size() == 0', true],
            ['facts.numbers.list.size() == 0', false],
          ].map(([text, value]) => ({ expression: 'condition', text, value })),
        ],
      },
    ]);
    expect(branches.percent).toBe(30);
    expect(outcomes.percent).toBe(25);
  });

  it('is complete when each part was seen true and false, also under other parameters', () => {
    const relaxed = { params: { strict: false } };
    const numbers = (n: number | null, ...names: string[]) => ({
      facts: { numbers: { n, list: names.map(name => ({ name })) } },
    });
    const { checks, failed } = run(
      [choice],
      [
        numbers(5),
        { ...numbers(1), expect: { outcome: 'fail' } },
        { ...numbers(null), expect: { outcome: 'unknown' } },
        {
          entity: { spec: { type: 'library' } },
          expect: { outcome: 'not-applicable' },
        },
        { ...relaxed, ...numbers(2) },
        { ...relaxed, ...numbers(0, 'a') },
        { ...relaxed, ...numbers(0), expect: { outcome: 'fail' } },
      ],
      { spec: strict },
    );
    expect(failed).toBe(0);
    expect(checks[0].missedBranches).toEqual([]);
    expect(checks[0].branches).toEqual({
      reached: 10,
      total: 10,
      percent: 100,
    });
    expect(checks[0].outcomes.percent).toBe(100);
  });

  it('counts nothing that a failing case reaches', () => {
    const { checks } = run([big], [{ expect: { outcome: 'fail' } }], { spec });
    expect(checks[0]).toMatchObject({
      cases: 0,
      outcomes: { reached: 0, total: 3 },
      branches: { reached: 0, total: 4 },
    });
  });

  it('looks at chosen checks only, and sums several documents', () => {
    const other = { ...big, id: 'other' };
    const scorecard = toScorecard([big, other], spec);
    const tests = [
      ...read([{}, { check: 'other', expect: { outcome: 'fail' } }]),
      ...read([{ without: ['numbers'], expect: { outcome: 'unknown' } }]),
    ];
    const report = testScorecard(scorecard, tests, {
      facts,
      checks: new Set(['big']),
    });
    expect(report.cases).toHaveLength(2);
    expect(report.checks).toHaveLength(1);
    expect(report.checks[0]).toMatchObject({
      cases: 2,
      missedOutcomes: ['fail'],
    });
  });

  it('never sinks and never passes 100 when a case is added', () => {
    const someCase = fc
      .record({
        n: fc.constantFrom(null, 0, 2, 5),
        list: fc.constantFrom([], [{ name: 'a' }]),
        type: fc.constantFrom('service', 'library'),
        strict: fc.boolean(),
        outcome: fc.constantFrom(
          'pass' as const,
          'fail' as const,
          'unknown' as const,
          'not-applicable' as const,
        ),
      })
      .map(
        ({ n, list, type, strict: isStrict, outcome }): Case => ({
          entity: { spec: { type } },
          facts: { numbers: { n, list } },
          params: { strict: isStrict },
          expect: { outcome },
        }),
      );
    fc.assert(
      fc.property(fc.array(someCase, { minLength: 2, maxLength: 8 }), cases => {
        const all = run([choice], cases, { spec: strict });
        const fewer = run([choice], cases.slice(1), { spec: strict });
        for (const part of ['branches', 'outcomes'] as const) {
          expect(all[part].reached).toBeGreaterThanOrEqual(fewer[part].reached);
          expect(all[part].percent).toBeLessThanOrEqual(100);
          expect(all[part].total).toBe(fewer[part].total);
        }
        const missed = all.checks[0].missedBranches.length;
        expect(missed).toBe(all.branches.total - all.branches.reached);
      }),
      { numRuns: 50 },
    );
  });
});

describe('readScorecardTests', () => {
  it('says where a document is wrong, and reads the others', () => {
    const good = toText([{}]);
    const bad = `# first line\n${good.replace(
      'outcome: pass',
      'outcome: passed',
    )}`;
    const { tests, problems } = readScorecardTests([
      { source: 'bad.test.yaml', text: bad },
      { source: 'good.test.yaml', text: good },
      { source: 'broken.test.yaml', text: 'kind: [' },
      { source: 'card.yaml', text: 'kind: Scorecard\nmetadata: 7' },
    ]);
    expect(tests.map(({ source }) => source)).toEqual(['good.test.yaml']);
    expect(problems).toEqual([
      expect.objectContaining({
        source: 'bad.test.yaml',
        name: 'demo',
        line: bad.split('\n').findIndex(l => l.includes('passed')) + 1,
        message: expect.stringMatching(
          /^spec\.cases\[0\]\.expect\.outcome: .*pass/,
        ),
      }),
      expect.objectContaining({ source: 'broken.test.yaml', line: 1 }),
    ]);
  });

  it('refuses two cases of one name, and keys that reach a prototype', () => {
    const twice = toText([{ name: 'x' }, { name: 'x' }]);
    const hostile = toText([{}]).replace('system: web', '__proto__: { a: 1 }');
    const { tests, problems } = readScorecardTests([
      { source: 'a', text: twice },
      { source: 'b', text: hostile },
    ]);
    expect(tests).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([
      'there already is a case "x" of the check "big"',
      '"__proto__" is not allowed as a key',
    ]);
  });
});
