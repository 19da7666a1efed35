import {
  Check,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import {
  PartialCheck,
  toCheck,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { compareScorecards } from './compareScorecards';
import { namesReadBelow } from './conditionTokens';

const base: PartialCheck = {
  id: 'a',
  appliesWhen: 'facts.b.ok',
  unknownWhen: 'facts.c.ok',
  condition: 'size(facts.a.list) > params.least && facts.a.kind == "x y"',
};
const spec: Partial<Scorecard['spec']> = { params: { least: 3, other: 1 } };

function documentOf(
  checks: PartialCheck[] = [base, { id: 'b' }],
  change: Partial<Scorecard['spec']> = {},
): Scorecard {
  return toScorecard(checks, { ...spec, ...change }).document;
}

function compare(
  change: Partial<Check>,
  specChange: Partial<Scorecard['spec']> = {},
) {
  const { checks } = compareScorecards(
    documentOf(),
    documentOf([{ ...base, ...change }, { id: 'b' }], specChange),
  );
  return checks;
}

describe('compareScorecards', () => {
  it('finds nothing between a document and itself', () => {
    expect(compareScorecards(documentOf(), documentOf())).toEqual({
      fields: [],
      checks: [],
    });
  });

  it.each<[string, Partial<Check>]>([
    ['condition', { condition: 'facts.a.ok' }],
    ['condition', { condition: base.condition!.replace('x y', 'x  y') }],
    ['appliesTo', { appliesTo: { kind: 'Component' } }],
    ['appliesWhen', { appliesWhen: 'facts.b.other' }],
    ['appliesWhen', { appliesWhen: undefined }],
    ['unknownWhen', { unknownWhen: 'facts.c.other' }],
    ['level', { level: 2 }],
    ['gate', { gate: false }],
  ])('takes another %s for stricter', (field, change) => {
    const difference = { checkId: 'a', change: 'changed', fields: [field] };
    expect(compare(change)).toEqual([{ ...difference, effect: 'stricter' }]);
    expect(compare({ ...change, change: 'relaxed' })).toEqual([
      {
        ...difference,
        fields: ['change', field].sort(),
        effect: 'relaxed',
      },
    ]);
  });

  it('counts a parameter for the checks that read it', () => {
    const change = { params: { least: 4, other: 2 } };
    expect(compare({}, change)).toEqual([
      {
        checkId: 'a',
        change: 'changed',
        fields: ['params.least'],
        effect: 'stricter',
      },
    ]);
    expect(
      compareScorecards(documentOf(), documentOf(undefined, change)).fields,
    ).toEqual(['params.least', 'params.other']);
  });

  it('counts every parameter where it cannot be seen which one is read', () => {
    const whole = (params: Scorecard['spec']['params']): Scorecard => {
      const document = documentOf(undefined, { params });
      const [first, ...others] = document.spec.checks;
      const check = { ...first, condition: 'size(params) > 3' };
      return {
        ...document,
        spec: { ...document.spec, checks: [check, ...others] },
      };
    };
    const { checks } = compareScorecards(
      whole({ least: 3, other: 1 }),
      whole({ least: 3, other: 2 }),
    );
    expect(checks).toEqual([
      expect.objectContaining({ fields: ['params.other'], effect: 'stricter' }),
    ]);
  });

  it('takes an opt-out for stricter where it is taken away, not where it is given', () => {
    const [without, withOne] = [false, true].map(optOut =>
      documentOf([{ ...base, optOut }]),
    );
    expect(compareScorecards(withOne, without).checks).toMatchObject([
      { fields: ['optOut'], effect: 'stricter' },
    ]);
    expect(compareScorecards(without, withOne).checks).toMatchObject([
      { fields: ['optOut'], effect: 'none' },
    ]);
  });

  it.each<[string, Partial<Check>]>([
    ['title', { title: 'Another' }],
    ['rationale', { rationale: 'Another.' }],
    ['messages', { messages: { pass: 'Good.', fail: 'Bad.' } }],
    ['remediation', { remediation: { text: 'Another.' } }],
    ['weight', { weight: 2 }],
    ['effort', { effort: 9 }],
    ['owner', { owner: 'group:default/x' }],
    ['stage', { stage: 'warn' }],
    ['enforceFrom', { enforceFrom: '2027-01-01' }],
  ])('takes another %s for neither', (field, change) => {
    expect(compare(change)).toEqual([
      { checkId: 'a', change: 'changed', fields: [field], effect: 'none' },
    ]);
  });

  it('knows new checks and those that are gone, and not those that moved', () => {
    const after = documentOf([{ id: 'c' }, base]);
    expect(compareScorecards(documentOf(), after).checks).toEqual([
      { checkId: 'c', change: 'added', fields: [], effect: 'stricter' },
      { checkId: 'b', change: 'removed', fields: [], effect: 'relaxed' },
    ]);
  });

  it('takes a check that was in shadow for as good as new, whatever its author says', () => {
    const before = documentOf([{ ...base, stage: 'shadow' }]);
    const after = documentOf([{ ...base, change: 'relaxed' }]);
    expect(compareScorecards(before, after).checks).toMatchObject([
      { fields: ['change', 'stage'], effect: 'stricter' },
    ]);
    const whole = compareScorecards(
      documentOf([base], { stage: 'shadow' }),
      documentOf([base]),
    );
    expect(whole).toEqual({
      fields: ['stage'],
      checks: [
        {
          checkId: 'a',
          change: 'changed',
          fields: ['stage'],
          effect: 'stricter',
        },
      ],
    });
    expect(compareScorecards(after, before).checks).toMatchObject([
      { effect: 'none' },
    ]);
  });

  it('follows results that a check reads', () => {
    const other = { ...base, condition: 'facts.a.ok' };
    const reads = (id: string, of: string, change?: 'relaxed') => ({
      id,
      condition: `results["${of}"] == "pass"`,
      ...(change && { change }),
    });
    const differing = (checks: PartialCheck[], after: PartialCheck[]) => {
      const toDocument = (all: PartialCheck[]): Scorecard => ({
        ...documentOf(),
        spec: {
          ...documentOf().spec,
          checks: all.map(check => toCheck(check) as Check),
        },
      });
      return compareScorecards(toDocument(checks), toDocument(after)).checks;
    };
    const chain = [reads('c', 'r-1'), reads('r-1', 'a')];
    expect(differing([base, ...chain], [other, ...chain])).toMatchObject([
      { checkId: 'a', effect: 'stricter' },
      { checkId: 'c', fields: ['results.r-1'], effect: 'stricter' },
      { checkId: 'r-1', fields: ['results.a'], effect: 'stricter' },
    ]);
    expect(
      differing([base, ...chain], [{ ...other, change: 'relaxed' }, ...chain]),
    ).toMatchObject([
      { checkId: 'a', effect: 'relaxed' },
      { checkId: 'c', effect: 'relaxed' },
      { checkId: 'r-1', effect: 'relaxed' },
    ]);
    expect(
      differing([base, ...chain], [{ ...base, title: 'A' }, ...chain]),
    ).toHaveLength(1);
  });

  it('ignores white space and comments of conditions, and nothing else', () => {
    const gaps = fc.constantFrom(' ', '\n', '  ', '\t', ' // why "\n');
    const tokens = ['params', '.', 'least', '<', 'size', '(', '"a  // b"', ')'];
    fc.assert(
      fc.property(
        fc.array(gaps, { minLength: 9, maxLength: 9 }),
        fc.array(gaps, { minLength: 9, maxLength: 9 }),
        fc.option(fc.nat(tokens.length - 1), { nil: undefined }),
        (some, others, changedAt) => {
          const write = (between: string[], words: string[]) =>
            between.map((gap, i) => gap + (words[i] ?? '')).join('');
          const toDocument = (condition: string): Scorecard => {
            const document = documentOf();
            const checks = document.spec.checks.map(check => ({
              ...check,
              condition,
            }));
            return { ...document, spec: { ...document.spec, checks } };
          };
          const changed = tokens.map((token, i) =>
            i === changedAt ? `${token}${token}` : token,
          );
          const { checks } = compareScorecards(
            toDocument(write(some, tokens)),
            toDocument(write(others, changed)),
          );
          expect(checks.length > 0).toBe(changedAt !== undefined);
        },
      ),
    );
  });
});

describe('namesReadBelow', () => {
  it.each<[string, string[] | 'all']>([
    ['facts.a.ok', []],
    ['params.days < 3 && params . hours > 1', ['days', 'hours']],
    [`params["days"] == params['hours']`, ['days', 'hours']],
    ['"params.days" == facts.params.days', []],
    [String.raw`matches(x, r"\") && params.days > 1`, ['days']],
    [`"\\"" + params.days`, ['days']],
    [`'''it's params.x''' == params.days`, ['days']],
    ['// params.old\nparams.days', ['days']],
    ['size(params)', 'all'],
    ['params[facts.a.name]', 'all'],
  ])('%s', (condition, expected) => {
    const read = namesReadBelow(condition, 'params');
    expect(read === 'all' ? read : [...read]).toEqual(expected);
  });
});
