import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import {
  PartialCheck,
  testFacts,
  toInput,
  toScorecard,
  toText,
} from '../__testUtils__/testScorecard';
import { readScorecards } from '../definition/readScorecards';

function problemsOf(
  checks: PartialCheck[],
  spec?: Parameters<typeof toText>[1],
) {
  const text = toText(checks, spec);
  const { problems } = readScorecards([{ source: 'a', text }], {
    builtIn: [],
    facts: testFacts,
  });
  const lines = text.split('\n');
  return problems.map(({ message, line = 0, column = 0 }) => [
    message,
    lines[line - 1].slice(column - 1),
  ]);
}

const base: PartialCheck = { id: 'base', condition: 'facts.a.ok' };
const reader: PartialCheck = {
  id: 'reader',
  condition: 'results.base == "pass"',
};

describe('a check that reads results', () => {
  it.each<[string, PartialCheck[], Record<string, boolean>, Outcome[]]>([
    ['of one after it', [reader, base], { ok: true }, ['pass', 'pass']],
    ['of one before it', [base, reader], { ok: false }, ['fail', 'fail']],
    [
      'of what does not apply',
      [
        { ...base, appliesTo: { kind: 'API' } },
        { ...reader, condition: 'results.base == "not-applicable"' },
      ],
      {},
      ['not-applicable', 'pass'],
    ],
    [
      'of one that is at warn',
      [{ ...base, stage: 'warn' }, reader],
      { ok: true },
      ['pass', 'pass'],
    ],
    [
      'of one without an answer',
      [base, { ...reader, condition: 'results.base == "unknown"' }],
      {},
      ['unknown', 'pass'],
    ],
  ])('gets them: %s', (_name, checks, a, expected) => {
    const isSeen = Object.keys(a).length > 0;
    const { results } = toScorecard(checks).evaluate(
      isSeen ? toInput({ a }) : toInput({}),
    );
    expect(results.map(({ checkId }) => checkId)).toEqual(
      checks.map(({ id }) => id),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(expected);
  });

  it('sees exemptions', () => {
    const scorecard = toScorecard(
      [base, { ...reader, condition: 'results.base == "exempt"' }],
      {
        exemptions: [
          {
            entity: 'component:default/shop',
            check: 'base',
            reason: 'Moving.',
            approver: 'user:default/a',
            until: '2026-12-31',
          },
        ],
      },
    );
    const { results } = scorecard.evaluate(toInput({ a: { ok: false } }));
    expect(results.map(({ outcome }) => outcome)).toEqual(['exempt', 'pass']);
  });

  it.each<[string, Partial<PartialCheck>, string[]]>([
    ['inactive', { condition: 'facts.never.ok' }, ['reader']],
    ['a draft', { stage: 'draft' }, ['reader']],
    ['retired', { stage: 'retired' }, ['reader']],
  ])('does not know those of one that is %s', (_name, change, asked) => {
    const scorecard = toScorecard([{ ...base, ...change }, reader]);
    const input = toInput({ a: { ok: true } });
    const evaluation = scorecard.evaluate(input);
    expect(evaluation.results.map(({ checkId }) => checkId)).toEqual(asked);
    expect(evaluation.results[0]).toMatchObject({
      outcome: 'unknown',
      reason: 'not-observed',
    });
    const [explanation] = scorecard.explain(input, evaluation);
    expect(explanation.message).toBe(
      'Never observed for this entity: the result of "base".',
    );
  });

  it('is answered without them where another part decides', () => {
    const scorecard = toScorecard([
      { ...base, stage: 'draft' },
      { ...reader, condition: 'facts.a.ok || results.base == "pass"' },
    ]);
    const { results } = scorecard.evaluate(toInput({ a: { ok: true } }));
    expect(results[0].outcome).toBe('pass');
  });

  it('says so when it is explained', () => {
    const scorecard = toScorecard([
      base,
      {
        ...reader,
        messages: { pass: 'Base: {{ results.base }}.', fail: 'No.' },
      },
    ]);
    const input = toInput({ a: { ok: true } });
    const explained = scorecard.explain(input, scorecard.evaluate(input));
    expect(explained[1].message).toBe('Base: pass.');
    expect(explained[1].outcome).toBe('pass');
    expect(explained[1].seen).toEqual([
      { path: 'results.base', value: 'pass' },
    ]);
  });
});

describe('strata of checks', () => {
  it('are told apart by what they read', () => {
    const { checks } = toScorecard([
      base,
      reader,
      { id: 'text', messages: { pass: '{{ results.base }}', fail: 'No.' } },
      {
        id: 'dependencies',
        condition:
          'facts["readiness/dependencies"].items.all(i, i.baseLevel >= 1)',
      },
      {
        id: 'relations',
        condition: 'size(facts["readiness/relations"].unresolved) == 0',
      },
    ]);
    expect(
      checks.map(({ definition, stratum }) => [definition.id, stratum]),
    ).toEqual([
      ['base', 0],
      ['reader', 1],
      ['text', 1],
      ['dependencies', 1],
      ['relations', 0],
    ]);
  });

  it('are 2 in scorecards of Groups', () => {
    const { checks } = toScorecard(
      [{ id: 'x', condition: 'facts["readiness/rollup"].entities > 0' }],
      { target: { kind: 'Group' } },
    );
    expect(checks.map(({ stratum }) => stratum)).toEqual([2]);
  });

  it('make checks over derived facts inactive until these are written', () => {
    const scorecard = toScorecard([
      {
        id: 'x',
        condition:
          'facts["readiness/dependencies"].items.all(i, i.baseLevel >= 1)',
      },
    ]);
    expect(scorecard.evaluate(toInput({})).inactive).toEqual(['x']);
    const connected = new Set(['readiness/dependencies']);
    const { results } = scorecard.evaluate(toInput({}, { connected }));
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('the base level', () => {
  it.each<[boolean, Outcome, number, number]>([
    [true, 'pass', 2, 1],
    [false, 'fail', 0, 0],
  ])('is that of the lower stratum: %s', (ok, outcome, level, baseLevel) => {
    const evaluation = toScorecard([base, { ...reader, level: 2 }]).evaluate(
      toInput({ a: { ok } }),
    );
    expect(evaluation.results[1].outcome).toBe(outcome);
    expect([evaluation.level, evaluation.baseLevel]).toEqual([
      level,
      baseLevel,
    ]);
  });

  // What is lost here is no reason for those that depend on it to fall.
  it('is held like a level where data is lost, by what it was itself', () => {
    const scorecard = toScorecard([base, { ...reader, level: 2 }]);
    const hour = 3_600_000;
    const day = 24 * hour;
    const before = scorecard.evaluate(toInput({ a: { ok: true } }));
    const at = (offset: number, baseLevel: number | undefined = 1) => {
      const now = new Date(toInput({}).now.getTime() + offset);
      const { level, results, heldSince } = before;
      const previous = { results, level, heldSince, baseLevel };
      return scorecard.evaluate(toInput({}, { now, previous }));
    };
    expect(before.baseLevel).toBe(1);
    const lost = at(hour);
    expect(lost.baseLevel).toBe(1);
    // Not known of before, it is held by nothing.
    expect(at(hour, 0).baseLevel).toBe(0);
    expect(scorecard.evaluate(toInput({})).baseLevel).toBe(0);

    const again = (offset: number) =>
      scorecard.evaluate(
        toInput(
          {},
          {
            now: new Date(toInput({}).now.getTime() + hour + offset),
            previous: { ...lost, level: 0 },
          },
        ),
      );
    expect(again(14 * day - hour).baseLevel).toBe(1);
    expect(again(14 * day).baseLevel).toBe(0);
    // Whoever looks at it only when an answer can flip is told of that moment, too.
    const { level, validUntil } = again(day);
    expect(level).toBe(0);
    expect(Date.parse(String(validUntil))).toBe(
      toInput({}).now.getTime() + hour + 14 * day,
    );
  });
});

describe('a read that cannot be', () => {
  const read = (id: string, other: string): PartialCheck => ({
    id,
    condition: `results["${other}"] == "pass"`,
  });

  it.each<[string, PartialCheck[], string, string]>([
    [
      'its own result',
      [read('one', 'one')],
      '"one" reads its own result',
      'results["one"] == "pass"',
    ],
    [
      'a circle',
      [read('one', 'two'), read('two', 'three'), read('three', 'one')],
      'checks read the results of each other in a circle: one → two → three → one',
      'results["two"] == "pass"',
    ],
    [
      'a result of the same stratum',
      [base, reader, read('late', 'reader')],
      '"late" cannot read the result of "reader", which reads results or facts["readiness/dependencies"] itself and is answered no earlier',
      'results["reader"] == "pass"',
    ],
    [
      'a check that is not there',
      [base, read('one', 'bass')],
      'there is no check "bass"; did you mean "base"? There are base, one',
      '"bass"] == "pass"',
    ],
  ])('is one problem: %s', (_name, checks, message, place) => {
    expect(problemsOf(checks)).toEqual([[message, place]]);
  });

  it('is one in scorecards of Groups', () => {
    expect(problemsOf([base, reader], { target: { kind: 'Group' } })).toEqual([
      [
        'results cannot be read in scorecards that are about Groups or Templates: their checks are all answered together',
        'results.base == "pass"',
      ],
    ]);
  });

  it('of what is summed up is one elsewhere', () => {
    const condition = 'true && facts["readiness/rollup"].entities > 1';
    expect(problemsOf([{ id: 'x', condition }])).toEqual([
      [
        '"readiness/rollup" can only be read by scorecards that are about Groups or Templates, since it is summed up from the others',
        'facts["readiness/rollup"].entities > 1',
      ],
    ]);
  });
});

describe('a scorecard that is about Templates and others', () => {
  const target = { kind: { $in: ['Component', 'Template'] } };
  const rollup: PartialCheck = {
    id: 'rollup',
    condition: 'facts["readiness/rollup"].entities > 0',
  };
  const ofTemplates = { appliesTo: { kind: 'Template' } };

  it('tells by appliesTo which of its checks read what is summed up', () => {
    const scorecard = toScorecard(
      [
        base,
        { ...reader, appliesTo: { kind: 'Component' } },
        {
          id: 'dependencies',
          condition: 'facts["readiness/dependencies"].itemCount > 0',
        },
        {
          ...rollup,
          appliesTo: {
            $all: [{ kind: 'Template' }, { 'spec.type': 'service' }],
          },
        },
      ],
      { target },
    );
    expect(scorecard.stratum).toBe(0);
    expect(scorecard.checks.map(({ stratum }) => stratum)).toEqual([
      0, 1, 1, 2,
    ]);
  });

  it.each<[string, Partial<PartialCheck>]>([
    ['says nothing', {}],
    ['names others too', { appliesTo: target }],
    ['names no kind', { appliesTo: { 'spec.type': 'service' } }],
  ])('has a problem where a check that reads it %s', (_name, change) => {
    expect(problemsOf([base, { ...rollup, ...change }], { target })).toEqual([
      [
        '"readiness/rollup" can only be read by checks that are about Groups or Templates alone, since it is summed up from the others: say so in appliesTo, e.g. { kind: Group }',
        'facts["readiness/rollup"].entities > 0',
      ],
    ]);
  });

  it('has a problem where a check reads the result of one of Templates', () => {
    expect(
      problemsOf(
        [
          { ...base, ...ofTemplates },
          { ...reader, appliesTo: { kind: 'Component' } },
        ],
        { target },
      ),
    ).toEqual([
      [
        '"reader" cannot read the result of "base", which is about Groups or Templates only and is answered no earlier',
        'results.base == "pass"',
      ],
    ]);
  });

  it('gives a base level by checks that read nothing of others', () => {
    const { baseLevel, baseCeiling, ceiling } = toScorecard(
      [
        base,
        {
          id: 'late',
          level: 2,
          condition: 'facts["readiness/dependencies"].itemCount > 0',
        },
      ],
      { target },
    ).evaluate(
      toInput(
        { a: { ok: true }, 'readiness/dependencies': { itemCount: 0 } },
        { connected: new Set(['a', 'readiness/dependencies']) },
      ),
    );
    expect([baseLevel, baseCeiling, ceiling]).toEqual([1, 1, 2]);
  });
});
