/**
 * Laws of score, coverage and adoption, and of what must not matter to them.
 */
import fc from 'fast-check';
import {
  adoptionOf,
  arbitraryChoice,
  arbitrarySituation,
  change,
  CheckState,
  evaluate,
  later,
  previousOf,
  toProgram,
  toSituationInput,
  without,
} from '../__testUtils__/arbitrarySituation';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { EntityEvaluation } from './EntityEvaluation';

jest.setTimeout(propertyTimeout);

const law = <T extends [unknown, ...unknown[]]>(
  ...given: Parameters<typeof fc.property<T>>
) => fc.assert(fc.property<T>(...given), propertyRuns);

const unanswered: CheckState[] = ['missing', 'stale', 'undecided', 'error'];

/** What pages and roll-ups show, without the order of results. */
function shown({ results, validUntil: _, ...rest }: EntityEvaluation) {
  const byId = results.map(result => [result.checkId, result] as const);
  return { ...rest, inactive: [...rest.inactive].sort(), byId: new Map(byId) };
}

describe('the order of checks', () => {
  it('never matters', () => {
    const shuffled = arbitrarySituation.chain(situation =>
      fc.tuple(
        fc.constant(situation),
        fc.shuffledSubarray(situation.checks, {
          minLength: situation.checks.length,
        }),
      ),
    );
    law(shuffled, fc.boolean(), ([situation, checks], hasHistory) => {
      const previous = hasHistory
        ? previousOf(
            evaluate({
              ...situation,
              checks: situation.checks.map(each => ({
                ...each,
                state: 'pass',
              })),
            }),
          )
        : undefined;
      const more = { previous, now: later(1) };
      expect(shown(evaluate({ ...situation, checks }, more))).toEqual(
        shown(evaluate(situation, more)),
      );
    });
  });
});

describe('a check without an answer', () => {
  it('leaves the score as it is when it is added, and lowers coverage by its weight', () => {
    law(
      arbitraryChoice,
      fc.constantFrom(...unanswered),
      ([situation, { id }], state) => {
        fc.pre(situation.checks.length > 1);
        const added = change(situation, id, { state, stage: 'enforced' });
        const { weight } = added.checks.find(each => each.id === id)!;
        const before = evaluate(without(situation, id));
        const after = evaluate(added);
        expect(after.score).toBe(before.score);
        expect(after.weights).toEqual({
          ...before.weights,
          applicable: before.weights.applicable + weight,
        });
      },
    );
  });

  it('that had one is as if it was removed; coverage falls by its weight, adoption never rises', () => {
    law(
      arbitraryChoice,
      fc.constantFrom(...unanswered),
      fc.constantFrom<CheckState>('pass', 'fail'),
      ([situation, { id, weight }], to, from) => {
        const known = evaluate(
          change(situation, id, { state: from, stage: 'enforced' }),
        );
        const unknown = evaluate(
          change(situation, id, { state: to, stage: 'enforced' }),
        );
        expect(unknown.weights.applicable).toBe(known.weights.applicable);
        expect(known.weights.known - unknown.weights.known).toBe(weight);
        expect(known.coverage! - unknown.coverage!).toBeCloseTo(
          weight / known.weights.applicable,
          12,
        );
        expect(adoptionOf(unknown)!).toBeLessThanOrEqual(adoptionOf(known)!);
        fc.pre(situation.checks.length > 1);
        expect(unknown.score).toBe(evaluate(without(situation, id)).score);
      },
    );
  });
});

describe('adoption', () => {
  it('never rises by any data that go away', () => {
    const loss = arbitrarySituation.chain(situation =>
      fc.tuple(
        fc.constant(situation),
        fc.subarray(situation.checks.map(({ id }) => id)),
      ),
    );
    law(loss, ([situation, ids]) => {
      const lost = ids.reduce(
        (left, id) => change(left, id, { state: 'missing' }),
        situation,
      );
      const before = adoptionOf(evaluate(situation));
      const after = adoptionOf(evaluate(lost));
      expect(after ?? 0).toBeLessThanOrEqual(before ?? 0);
    });
  });
});

describe('what only is shown', () => {
  it('a check at warn changes nothing but its own result', () => {
    law(arbitraryChoice, ([situation, { id }]) => {
      fc.pre(situation.checks.length > 1);
      const warned = evaluate(change(situation, id, { stage: 'warn' }));
      const { results, ...rest } = warned;
      const { results: others, ...removed } = evaluate(without(situation, id));
      expect({ ...rest, validUntil: null }).toEqual({
        ...removed,
        validUntil: null,
      });
      expect(results.filter(({ checkId }) => checkId !== id)).toEqual(others);
    });
  });

  it('a new entity is in grace for the days of it, and for nothing else', () => {
    law(
      arbitrarySituation,
      fc.integer({ min: 0, max: 96 }),
      (situation, hours) => {
        const createdAt = later(-hours / 24).toISOString();
        const young = evaluate(situation, { createdAt });
        const old = evaluate(situation);
        expect(young.inGrace).toBe(hours < 48);
        expect(shown({ ...young, inGrace: false })).toEqual(shown(old));
      },
    );
  });
});

describe('weights', () => {
  it('matter only in proportion', () => {
    law(
      arbitrarySituation,
      fc.integer({ min: 2, max: 10 }),
      (situation, factor) => {
        const heavier = {
          ...situation,
          checks: situation.checks.map(each => ({
            ...each,
            weight: each.weight * factor,
          })),
        };
        const before = evaluate(situation);
        const after = evaluate(heavier);
        expect(after.score ?? -1).toBeCloseTo(before.score ?? -1, 12);
        expect(after.coverage ?? -1).toBeCloseTo(before.coverage ?? -1, 12);
        expect(after.level).toBe(before.level);
      },
    );
  });

  it('of areas sum up to the whole, in bounds', () => {
    law(arbitrarySituation, situation => {
      const { weights, areas, score, coverage } = evaluate(situation);
      const sum = (key: 'passed' | 'known' | 'applicable') =>
        Object.values(areas).reduce((total, area) => total + area[key], 0);
      expect(weights).toEqual({
        passed: sum('passed'),
        known: sum('known'),
        applicable: sum('applicable'),
      });
      for (const share of [score, coverage]) {
        expect(share === null || (share >= 0 && share <= 1)).toBe(true);
      }
      expect(score === null).toBe(weights.known === 0);
      expect(coverage === null).toBe(weights.applicable === 0);
    });
  });
});

describe('an evaluation that is repeated', () => {
  it('says the same, whatever was read back from it', () => {
    law(arbitrarySituation, situation => {
      const program = toProgram(situation);
      const input = toSituationInput(situation);
      const first = program.evaluate(input);
      const again = program.evaluate({ ...input, previous: previousOf(first) });
      expect(again).toEqual(first);
    });
  });
});
