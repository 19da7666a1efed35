import { EvaluationInput } from './EntityEvaluation';
import { toInput, toScorecard } from '../__testUtils__/testScorecard';

type Facts = Parameters<typeof toInput>[0];
type Spec = NonNullable<Parameters<typeof toScorecard>[1]>;

const prefix = 'opt-out.team-readiness.dev';

function toOptOutInput(annotations: Record<string, unknown>, facts: Facts) {
  return toInput({
    catalog: {
      entity: {
        kind: 'Component',
        metadata: {
          name: 'shop',
          annotations: annotations as Record<string, string>,
        },
      },
      tier: 2,
      lifecycle: null,
    },
    ...facts,
  });
}

function answer(
  annotations: Record<string, unknown>,
  facts: Facts,
  options: {
    optOut?: boolean;
    spec?: Spec;
    input?: Partial<EvaluationInput>;
  } = {},
) {
  const { optOut = true, spec, input: change } = options;
  const scorecard = toScorecard([{ id: 'x', optOut }], {
    targets: [{ when: { kind: 'Component' }, level: 1 }],
    ...spec,
  });
  const input = { ...toOptOutInput(annotations, facts), ...change };
  const evaluation = scorecard.evaluate(input);
  const [explanation] = scorecard.explain(input, evaluation);
  return { evaluation, explanation, result: evaluation.results[0] };
}

const reason = { [`${prefix}/x`]: 'It has no users' };
const failing = { a: { ok: false } };

describe('an opt-out', () => {
  it.each<[string, Facts, string, string]>([
    [
      'a fail',
      failing,
      'exempt',
      'Opted out in the catalog entry: It has no users. It is not so.',
    ],
    [
      'unknown',
      {},
      'exempt',
      'Opted out in the catalog entry: It has no users. Never observed for this entity: a.',
    ],
    [
      'an error',
      { a: {} },
      'exempt',
      'Opted out in the catalog entry: It has no users. The check failed to run: No such key: ok.',
    ],
    ['a pass, which it leaves', { a: { ok: true } }, 'pass', 'It is so.'],
  ])('stands over %s', (_name, facts, outcome, message) => {
    const { result, explanation } = answer(reason, facts);
    expect(result).toMatchObject({
      outcome,
      reason: outcome === 'exempt' ? 'opt-out' : 'condition',
    });
    expect(explanation).toMatchObject({
      outcome,
      message,
      exemption: null,
      optOut: { reason: 'It has no users', accepted: true },
    });
  });

  it('counts among the exemptions of the level that rests on it', () => {
    const { evaluation } = answer(reason, failing);
    expect(evaluation).toMatchObject({
      level: 1,
      exemptions: 1,
      onTarget: true,
      fixesToTarget: [],
      weights: { passed: 0, known: 0, applicable: 0 },
    });
  });

  it('may name the scorecard, which wins where it gives a reason', () => {
    const both = { ...reason, [`${prefix}/demo.x`]: 'Only here.' };
    expect(answer(both, failing).explanation.message).toBe(
      'Opted out in the catalog entry: Only here. It is not so.',
    );
    const blank = { ...reason, [`${prefix}/demo.x`]: ' ' };
    expect(answer(blank, failing).explanation.message).toMatch(/no users/);
    const other = { [`${prefix}/other.x`]: 'Elsewhere', [`${prefix}/y`]: 'y' };
    expect(answer(other, failing).explanation).toMatchObject({
      outcome: 'fail',
      message: 'It is not so.',
      optOut: null,
    });
  });

  it.each<[string, boolean, string, string]>([
    [
      'the scorecard does not allow',
      false,
      'It has no users',
      'It is not so. The opt-out in the catalog entry has no effect, since the scorecard does not allow it.',
    ],
    [
      'gives no reason',
      true,
      ' \n\t\u0000 ',
      'It is not so. The opt-out in the catalog entry has no effect, since it gives no reason.',
    ],
  ])(
    'that %s has no effect, and it is said',
    (_name, optOut, value, message) => {
      const { result, explanation } = answer(
        { [`${prefix}/x`]: value },
        failing,
        { optOut },
      );
      expect(result).toMatchObject({ outcome: 'fail', reason: 'condition' });
      expect(explanation).toMatchObject({
        message,
        optOut: {
          reason: value.trim().replace(/\0/, '').trim(),
          accepted: false,
        },
      });
    },
  );

  it('gives way to a dated exemption', () => {
    const exemption = {
      entity: 'component:default/shop',
      check: 'x',
      reason: 'Agreed',
      approver: 'user:default/mara',
      until: '2026-07-01',
    };
    const { result, explanation } = answer(reason, failing, {
      spec: { exemptions: [exemption] },
    });
    expect(result).toMatchObject({ outcome: 'exempt', reason: 'exemption' });
    expect(explanation).toMatchObject({
      message:
        'Exempt until 2026-07-01: Agreed. Approved by user:default/mara. It is not so.',
      exemption,
      optOut: { accepted: true },
    });
  });

  it.each<[string, unknown]>([
    ['a number', 7],
    ['an object', { toString: 'x' }],
    ['null', null],
  ])('that is %s is none', (_name, value) => {
    const { result, explanation } = answer({ [`${prefix}/x`]: value }, failing);
    expect(result.outcome).toBe('fail');
    expect(explanation.optOut).toBeNull();
  });

  it('is shown in one bounded line, without what could mislead', () => {
    const hostile = `a\u0007b\r\n\u202Ec{{ facts.a.ok }}${'x'.repeat(100_000)}`;
    const { explanation } = answer({ [`${prefix}/x`]: hostile }, failing);
    const shown = explanation.optOut?.reason ?? '';
    expect(shown).toMatch(/^a b c\{\{ facts\.a\.ok \}\}x+…$/);
    expect(shown).toHaveLength(500);
    expect(explanation.message).toContain(shown);
  });

  it('is read from nothing but own annotations', () => {
    const input = toOptOutInput({}, failing);
    const scorecard = toScorecard([{ id: 'constructor-x', optOut: true }]);
    const data = { entity: { metadata: { annotations: [] } }, tier: null };
    const facts = {
      ...input.facts,
      catalog: { ...input.facts.catalog, data },
    };
    expect(scorecard.evaluate({ ...input, facts }).results[0].outcome).toBe(
      'fail',
    );
  });
});
