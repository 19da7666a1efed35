import { Check } from '@team-readiness/backstage-plugin-readiness-common';
import {
  PartialCheck,
  testNow,
  toFact,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { EvaluationInput } from './EntityEvaluation';

function resultOf(
  check: Partial<Check>,
  facts: Parameters<typeof toInput>[0],
  change: Partial<EvaluationInput> = {},
) {
  const scorecard = toScorecard([{ id: 'x', ...check }]);
  const { results, inactive } = scorecard.evaluate(toInput(facts, change));
  return results[0] ?? inactive[0];
}

const stale = { expiresAt: '2026-06-15T10:00:00Z' };

describe('outcome', () => {
  it.each<[string, Partial<Check>, object, string, string]>([
    ['true', {}, { a: { ok: true } }, 'pass', 'condition'],
    ['false', {}, { a: { ok: false } }, 'fail', 'condition'],
    ['a fact that was never seen', {}, {}, 'unknown', 'not-observed'],
    [
      'an error over facts that are there',
      {},
      { a: { other: 1 } },
      'error',
      'evaluation-error',
    ],
    [
      'an answer that is no boolean',
      {},
      { a: { ok: 'yes' } },
      'error',
      'evaluation-error',
    ],
    [
      'a missing fact that another side of || makes good',
      { condition: 'facts.a.ok || facts.b.ok' },
      { a: { ok: true } },
      'pass',
      'condition',
    ],
    [
      'a missing fact that another side of && decides',
      { condition: 'facts.a.ok && facts.b.ok' },
      { a: { ok: false } },
      'fail',
      'condition',
    ],
    [
      'a missing fact that matters',
      { condition: 'facts.a.ok && facts.b.ok' },
      { a: { ok: true } },
      'unknown',
      'not-observed',
    ],
    [
      'has() below a missing fact',
      { condition: '!has(facts.a.thing)' },
      {},
      'unknown',
      'not-observed',
    ],
    [
      'appliesTo that leaves it out',
      { appliesTo: { 'spec.type': 'library' } },
      { a: { ok: false } },
      'not-applicable',
      'does-not-apply',
    ],
    [
      'appliesTo on the tier',
      { appliesTo: { 'readiness.tier': { $in: [2, 3] } } },
      { a: { ok: true } },
      'pass',
      'condition',
    ],
    [
      'appliesTo on the lifecycle',
      { appliesTo: { 'readiness.lifecycle': 'Production' } },
      { a: { ok: true } },
      'pass',
      'condition',
    ],
    [
      'appliesWhen that is false',
      { appliesWhen: 'facts.a.n > 0' },
      { a: { n: 0 } },
      'not-applicable',
      'does-not-apply',
    ],
    [
      'appliesWhen that cannot be said',
      { appliesWhen: 'facts.b.n > 0' },
      { a: { ok: true } },
      'unknown',
      'not-observed',
    ],
    [
      'unknownWhen that is true, whatever the condition says',
      { unknownWhen: 'facts.a.n == 0' },
      { a: { n: 0, ok: true } },
      'unknown',
      'undecided',
    ],
    [
      'unknownWhen that is false',
      { unknownWhen: 'facts.a.n == 0' },
      { a: { n: 1, ok: true } },
      'pass',
      'condition',
    ],
    [
      'unknownWhen that fails',
      { unknownWhen: 'facts.a.n == 0' },
      { a: { ok: true } },
      'error',
      'evaluation-error',
    ],
    [
      'the entity',
      { condition: 'entity.metadata.name == "shop"' },
      {},
      'pass',
      'condition',
    ],
    [
      'the owner',
      { condition: 'owner.isTeam' },
      { 'readiness/owner': { isTeam: true } },
      'pass',
      'condition',
    ],
    [
      'an owner that is not known',
      { condition: 'owner.isTeam' },
      {},
      'unknown',
      'not-observed',
    ],
  ])('of %s', (_name, check, facts, outcome, reason) => {
    const result = resultOf(check, facts as Parameters<typeof toInput>[0]);
    expect(result).toMatchObject({ outcome, reason });
  });

  it('of a stale fact is unknown, from the moment it expires', () => {
    const at = (expiresAt: string) =>
      resultOf(
        {},
        {},
        {
          facts: { a: toFact('a', { ok: true }, { expiresAt }) },
        },
      );
    expect(at('2026-06-15T10:00:00Z')).toMatchObject({
      outcome: 'unknown',
      reason: 'stale',
    });
    expect(at('2026-06-15T10:00:01Z')).toMatchObject({ outcome: 'pass' });
  });

  it('of a check on a catalog that is stale is unknown, and it still applies', () => {
    const { facts } = toInput({});
    const result = resultOf(
      {
        condition: 'entity.metadata.name == "shop"',
        appliesTo: { kind: 'Component' },
      },
      {},
      { facts: { catalog: { ...facts.catalog, ...stale } } },
    );
    expect(result).toMatchObject({ outcome: 'unknown', reason: 'stale' });
  });

  it.each<[string, string, string[], string]>([
    ['its only source is not connected', 'facts.a.ok', [], 'inactive'],
    ['one of its sources is', 'facts.a.ok || facts.b.ok', ['b'], 'unknown'],
    ['none of its sources is', 'facts.a.ok || facts.b.ok', ['c'], 'inactive'],
    [
      'the catalog is its source',
      'entity.kind == "Component" && has(entity.metadata)',
      [],
      'pass',
    ],
    ['the owner is its source', 'owner.isTeam', [], 'unknown'],
    [
      'the catalog is a second source of a check whose other source is not connected',
      'entity.kind == "Component" || facts.a.ok',
      [],
      'inactive',
    ],
    [
      'a derived fact is its only source',
      'size(facts["readiness/relations"].unresolved) == 0',
      ['readiness/relations'],
      'unknown',
    ],
    [
      'a derived fact is a second source of a check whose other source is not connected',
      'size(facts["readiness/relations"].unresolved) == 0 && facts.a.ok',
      ['readiness/relations'],
      'inactive',
    ],
    [
      'a derived fact is not there yet, and the other source is connected',
      'size(facts["readiness/relations"].unresolved) == 0 && facts.a.ok',
      ['a'],
      'unknown',
    ],
  ])('where %s', (_name, condition, connected, outcome) => {
    const scorecard = toScorecard([{ id: 'x', condition }]);
    const { results, inactive } = scorecard.evaluate(
      toInput({}, { connected: new Set(connected) }),
    );
    expect(inactive.length === 1 ? 'inactive' : results[0].outcome).toBe(
      outcome,
    );
  });
});

describe('exemption', () => {
  const exempt = (
    outcome: 'pass' | 'fail' | 'unknown' | 'error',
    until: string,
    entity = 'component:default/shop',
  ) => {
    const scorecard = toScorecard([{ id: 'x' }], {
      exemptions: [
        {
          entity,
          check: 'x',
          reason: 'Later.',
          approver: 'user:default/mara',
          until,
        },
      ],
    });
    const data = { pass: { ok: true }, fail: { ok: false }, error: {} };
    return scorecard.evaluate(
      toInput(outcome === 'unknown' ? {} : { a: data[outcome] }),
    );
  };

  it.each(['fail', 'unknown', 'error'] as const)('stands over %s', outcome => {
    const { results, level, exemptions, weights } = exempt(
      outcome,
      '2026-06-20',
    );
    expect(results[0]).toMatchObject({
      outcome: 'exempt',
      reason: 'exemption',
    });
    expect({ level, exemptions }).toEqual({ level: 1, exemptions: 1 });
    expect(weights).toEqual({ passed: 0, known: 0, applicable: 0 });
  });

  it('leaves a pass a pass', () => {
    const { results, exemptions } = exempt('pass', '2026-06-20');
    expect(results[0].outcome).toBe('pass');
    expect(exemptions).toBe(0);
  });

  it('holds through its last day, and says when it ends', () => {
    expect(exempt('fail', '2026-06-15')).toMatchObject({
      results: [{ outcome: 'exempt' }],
      validUntil: '2026-06-16T00:00:00.000Z',
    });
    expect(exempt('fail', '2026-06-14').results[0].outcome).toBe('fail');
  });

  it('is for one entity, whatever the case of its ref', () => {
    const other = exempt('fail', '2026-06-20', 'component:default/other');
    expect(other.results[0].outcome).toBe('fail');
    const same = exempt('fail', '2026-06-20', 'Component:default/Shop');
    expect(same.results[0].outcome).toBe('exempt');
  });
});

describe('stage', () => {
  const evaluate = (check: Partial<Check>, now = testNow) =>
    toScorecard([{ id: 'x', ...check }]).evaluate(
      toInput({ a: { ok: true } }, { now }),
    );

  it.each(['draft', 'retired'] as const)('%s gives no result', stage => {
    expect(evaluate({ stage })).toMatchObject({
      results: [],
      inactive: [],
      ceiling: 0,
      score: null,
      coverage: null,
    });
  });

  it.each(['shadow', 'warn'] as const)('%s does not count', stage => {
    expect(evaluate({ stage })).toMatchObject({
      results: [{ outcome: 'pass', counts: false }],
      level: 0,
      ceiling: 0,
      weights: { applicable: 0 },
      areas: {},
    });
  });

  it.each<[Check['stage'], string, boolean]>([
    ['warn', '2026-06-14T23:00:00Z', false],
    ['warn', '2026-06-15T00:00:00Z', true],
    ['enforced', '2026-06-14T23:00:00Z', false],
    ['enforced', '2026-06-15T00:00:00Z', true],
    ['shadow', '2026-06-15T00:00:00Z', false],
  ])('%s at %s counts: %s', (stage, now, counts) => {
    const evaluation = evaluate(
      { stage, enforceFrom: '2026-06-15' },
      new Date(now),
    );
    expect(evaluation.results[0].counts).toBe(counts);
  });

  it('is that of the scorecard where the check has none', () => {
    const scorecard = toScorecard(
      [{ id: 'x' }, { id: 'y', stage: 'enforced' }],
      {
        stage: 'warn',
      },
    );
    const { results } = scorecard.evaluate(toInput({ a: { ok: true } }));
    expect(results.map(({ counts }) => counts)).toEqual([false, true]);
  });
});

describe('score', () => {
  const checks: PartialCheck[] = [
    { id: 'p', condition: 'true || facts.a.x', weight: 3 },
    { id: 'f', condition: 'false && facts.a.x', area: 'cost' },
    { id: 'u', condition: 'facts.b.x', area: 'cost', weight: 2 },
    { id: 'e', condition: 'facts.a.x', gate: false },
    { id: 'n', condition: 'true', appliesTo: { kind: 'API' }, area: 'slos' },
  ];

  it('sums weights over what is known', () => {
    expect(toScorecard(checks).evaluate(toInput({ a: {} }))).toMatchObject({
      score: 3 / 4,
      coverage: 4 / 7,
      weights: { passed: 3, known: 4, applicable: 7 },
    });
  });

  it('sums weights by area, without those in which nothing applies', () => {
    const { areas } = toScorecard(checks).evaluate(toInput({ a: {} }));
    expect(areas).toEqual({
      ownership: { passed: 3, known: 3, applicable: 4 },
      cost: { passed: 0, known: 1, applicable: 3 },
    });
  });

  it('is undefined, never 0, when nothing is known', () => {
    const { score, coverage } = toScorecard([{ id: 'u' }]).evaluate(
      toInput({}),
    );
    expect([score, coverage]).toEqual([null, 0]);
  });
});

describe('grace', () => {
  const evaluate = (createdAt: string | null) =>
    toScorecard([{ id: 'x' }], { graceDays: 14 }).evaluate(
      toInput({ a: { ok: true } }, { createdAt }),
    );

  it.each([
    [null, false],
    ['2026-06-15T09:00:00Z', true],
    ['2026-06-01T10:00:01Z', true],
    ['2026-06-01T10:00:00Z', false],
  ])('of an entity that appeared at %s: %s', (createdAt, inGrace) => {
    expect(evaluate(createdAt).inGrace).toBe(inGrace);
  });

  it('ends at an hour', () => {
    expect(evaluate('2026-06-01T11:30:00Z').validUntil).toBe(
      '2026-06-15T12:00:00.000Z',
    );
  });
});

describe('since', () => {
  const scorecard = toScorecard([{ id: 'x' }]);
  const previous = {
    results: [
      {
        checkId: 'x',
        outcome: 'pass' as const,
        since: '2026-01-01T00:00:00.000Z',
      },
    ],
    level: 1,
    heldSince: null,
  };

  it('is kept while the outcome stands', () => {
    const { results } = scorecard.evaluate(
      toInput({ a: { ok: true } }, { previous }),
    );
    expect(results[0].since).toBe('2026-01-01T00:00:00.000Z');
  });

  it.each([
    ['changes', previous],
    ['is the first', undefined],
  ])('is now when it %s', (_name, earlier) => {
    const { results } = scorecard.evaluate(
      toInput({ a: { ok: false } }, { previous: earlier }),
    );
    expect(results[0].since).toBe('2026-06-15T10:00:00.000Z');
  });
});

describe('a level that is held', () => {
  const day = 86_400_000;
  const scorecard = toScorecard([{ id: 'x' }], { holdDays: 14 });
  const passes = { a: { ok: true } };
  const unknown = {};
  // A condition is a boolean: this one cannot be answered.
  const error = { a: { ok: 'maybe' } };

  /** Levels, with the outcome behind each, on the days given. */
  function levels(days: Array<[number, Parameters<typeof toInput>[0]]>) {
    let previous: EvaluationInput['previous'];
    return days.map(([after, seen]) => {
      const now = new Date(testNow.getTime() + after * day);
      const input = toInput(seen, { now, previous });
      const facts = Object.fromEntries(
        Object.entries(input.facts).map(([id, fact]) => [
          id,
          { ...fact, expiresAt: null },
        ]),
      );
      const evaluation = scorecard.evaluate({ ...input, facts });
      previous = evaluation;
      return [evaluation.results[0].outcome, evaluation.level];
    });
  }

  it('is lost in the end also where no data and a broken check take turns', () => {
    expect(
      levels([
        [0, passes],
        [1, unknown],
        [10, error],
        [14, unknown],
        [15, error],
      ]),
    ).toEqual([
      ['pass', 1],
      ['unknown', 1],
      ['error', 1],
      ['unknown', 1],
      ['error', 0],
    ]);
  });

  it('is held anew once there was an answer', () => {
    expect(
      levels([
        [0, passes],
        [1, unknown],
        [10, passes],
        [14, unknown],
        [27, error],
        [28, unknown],
      ]),
    ).toEqual([
      ['pass', 1],
      ['unknown', 1],
      ['pass', 1],
      ['unknown', 1],
      ['error', 1],
      ['unknown', 0],
    ]);
  });
});

describe('validUntil', () => {
  const evaluate = (
    condition: string,
    data: { date?: string; dates?: string[]; ok?: boolean },
    expiresAt: string | null = null,
  ) =>
    toScorecard([{ id: 'x', condition }]).evaluate(
      toInput({}, { facts: { a: toFact('a', data, { expiresAt }) } }),
    ).validUntil;

  it.each<[string, object, string | null, string | null]>([
    ['facts.a.ok', { ok: true }, null, null],
    [
      'facts.a.ok',
      { ok: true },
      '2026-06-15T20:30:00Z',
      '2026-06-15T21:00:00.000Z',
    ],
    ['facts.a.ok', { ok: true }, '2026-06-15T09:30:00Z', null],
    [
      'daysSince(facts.a.date) <= 10',
      { date: '2026-06-10' },
      null,
      '2026-06-21T00:00:00.000Z',
    ],
    [
      'daysSince(facts.a.date) <= 10',
      { date: '2026-06-10T22:10:00Z' },
      null,
      '2026-06-21T00:00:00.000Z',
    ],
    ['daysSince(facts.a.date) <= 10', { date: '2025-06-10' }, null, null],
    [
      'facts.a.dates.exists(d, daysSince(d) > 10)',
      { dates: ['2026-06-10', '2026-06-08'] },
      null,
      '2026-06-19T00:00:00.000Z',
    ],
    [
      'daysSince(facts.a.date) == 10',
      { date: '2026-06-10' },
      null,
      '2026-06-16T00:00:00.000Z',
    ],
    [
      'timestamp(facts.a.date) < now',
      { date: '2026-06-10T00:00:00Z' },
      null,
      '2026-06-16T00:00:00.000Z',
    ],
    [
      'facts.a.ok && daysSince(facts.a.date) == 10',
      { ok: false, date: '2026-06-10' },
      null,
      null,
    ],
  ])('of %s with %j, expiring at %s', (condition, data, expiresAt, until) => {
    expect(evaluate(condition, data, expiresAt)).toBe(until);
  });

  it('is the day from which a check counts', () => {
    const scorecard = toScorecard([{ id: 'x', enforceFrom: '2026-07-01' }]);
    const input = toInput({}, { facts: {} });
    expect(scorecard.evaluate(input).validUntil).toBe(
      '2026-07-01T00:00:00.000Z',
    );
  });

  it('heeds no fact that nothing reads', () => {
    const scorecard = toScorecard([{ id: 'x', condition: 'dyn(entity).ok' }]);
    const facts = {
      catalog: toFact('catalog', { entity: { ok: true } }, { expiresAt: null }),
      a: toFact('a', {}),
    };
    expect(scorecard.evaluate(toInput({}, { facts })).validUntil).toBeNull();
  });
});

describe('evaluate', () => {
  it('never throws over facts of any shape', () => {
    const scorecard = toScorecard([
      { id: 'x', condition: 'entity.metadata.name == "x"' },
      { id: 'y', condition: 'facts.a.list.all(i, i.n > 1)' },
    ]);
    for (const data of [
      {},
      { entity: null },
      { entity: [] },
      { entity: 'x' },
    ]) {
      const { results } = scorecard.evaluate(
        toInput({ catalog: data, a: { list: [null, 1, 'x', [[]]] } }),
      );
      expect(results.map(({ outcome }) => outcome)).toEqual(['error', 'error']);
    }
    expect(scorecard.evaluate(toInput({}, { facts: {} })).results).toHaveLength(
      2,
    );
  });

  it('is not fooled by prototype keys of an entity', () => {
    const scorecard = toScorecard([
      { id: 'x', condition: '"constructor" in entity.spec' },
      { id: 'y', condition: '"toString" in entity.spec' },
      { id: 'z', appliesTo: { 'constructor.name': 'Object' } },
    ]);
    const { results } = scorecard.evaluate(toInput({}));
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'fail',
      'fail',
      'not-applicable',
    ]);
  });
});
