import { Entity } from '@backstage/catalog-model';
import { toInput, toScorecard } from '../__testUtils__/testScorecard';

const scorecard = toScorecard([{ id: 'x' }], {
  target: { kind: 'Component', 'spec.type': { $in: ['service', 'website'] } },
  targets: [
    { when: { 'readiness.tier': 1 }, level: 3 },
    {
      when: { 'spec.lifecycle': 'experimental' },
      level: 1,
      only: { areas: ['ownership'] },
    },
    { when: { 'readiness.tier': { $exists: true } }, level: 2 },
  ],
});

function inputOf(spec: object, tier: number | null) {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop' },
    spec: { type: 'service', ...spec },
  };
  return toInput({ catalog: { entity, tier, lifecycle: null } });
}

describe('explainTarget', () => {
  it.each<[string, object, string]>([
    [
      'a service',
      {},
      'It applies, since kind is Component and spec.type is service.',
    ],
    [
      'a library',
      { type: 'library' },
      'It does not apply, since spec.type is library, not one of service and website.',
    ],
  ])('says why of %s, as it is matched', (_name, spec, message) => {
    const input = inputOf(spec, 1);
    const entity = input.facts.catalog.data.entity as unknown as Entity;
    const explained = scorecard.explainTarget(input);
    expect(explained.message).toBe(message);
    expect(explained.applies).toBe(scorecard.matches(entity));
    expect(explained.conditions.map(({ role, text }) => [role, text])).toEqual([
      ['target', expect.stringMatching(/^\{ kind: Component, spec\.type/)],
      ['target', 'kind: Component'],
      ['target', 'spec.type: { $in: [service, website] }'],
    ]);
  });

  it('says so where there is no catalog entry', () => {
    expect(
      scorecard.explainTarget({ ...toInput({}), facts: {} }),
    ).toMatchObject({
      applies: false,
      message: 'It does not apply, since kind is not there.',
    });
  });
});

describe('explainTargetLevel', () => {
  it.each<[string, object, number | null, number | null, string]>([
    [
      'the first line',
      { lifecycle: 'experimental' },
      1,
      0,
      'Level 3 is asked of it, since readiness.tier is 1. This is line 1 of 3 in spec.targets.',
    ],
    [
      'a narrowed line',
      { lifecycle: 'experimental' },
      2,
      1,
      'Level 1 is asked of it, of the area ownership only, since spec.lifecycle is experimental. This is line 2 of 3 in spec.targets.',
    ],
    [
      'the last line',
      {},
      3,
      2,
      'Level 2 is asked of it, since readiness.tier is 3. This is line 3 of 3 in spec.targets.',
    ],
    [
      'no line',
      {},
      null,
      null,
      'No level is asked of it: no line of spec.targets matches.',
    ],
  ])('names %s, as it is evaluated', (_name, spec, tier, position, message) => {
    const input = inputOf(spec, tier);
    const explained = scorecard.explainTargetLevel(input);
    expect(explained.message).toBe(message);
    expect(explained.position).toBe(position);
    expect(explained.target).toEqual(scorecard.evaluate(input).target);
    expect(explained.conditions).toHaveLength(position === null ? 3 : 1);
  });

  it('says that nothing is asked of anything', () => {
    expect(
      toScorecard([{ id: 'x' }]).explainTargetLevel(inputOf({}, 1)).message,
    ).toMatch(/no spec\.targets/);
  });
});
