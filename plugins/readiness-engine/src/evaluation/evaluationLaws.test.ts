/**
 * Laws that hold for every scorecard and every entity.
 */
import fc from 'fast-check';
import {
  PartialCheck,
  testNow,
  toFact,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { EntityEvaluation, EvaluationInput } from './EntityEvaluation';

const hour = 3_600_000;
const conditions = [
  'facts.a.ok',
  'facts.a.n > 3.0',
  'facts.b.ok && facts.a.ok',
  'facts.b.ok || facts.a.n < 5.0',
  'daysSince(facts.a.date) <= params.days',
  'daysSince(facts.b.date) > 5',
  'facts.c.dates.exists(d, daysSince(d) > 10)',
  'facts.c.dates.all(d, daysSince(d) == 3)',
  'timestamp("2026-06-20T00:00:00Z") > now',
  'entity.metadata.name == "shop"',
];

const check = fc.record({
  condition: fc.constantFrom(...conditions),
  level: fc.integer({ min: 1, max: 3 }),
  gate: fc.boolean(),
  weight: fc.integer({ min: 1, max: 5 }),
  area: fc.constantFrom('ownership' as const, 'cost' as const),
  stage: fc.constantFrom('warn' as const, 'enforced' as const),
  effort: fc.integer({ min: 1, max: 9 }),
});
const checks = fc
  .array(check, { minLength: 1, maxLength: 6 })
  .map(list => list.map((each, i): PartialCheck => ({ id: `c${i}`, ...each })));

const date = fc
  .integer({ min: -400, max: 30 })
  .map(hours => new Date(testNow.getTime() + hours * hour).toISOString());
const facts = fc.record(
  {
    a: fc.record(
      { ok: fc.boolean(), n: fc.integer({ min: 0, max: 9 }), date },
      { requiredKeys: ['ok'] },
    ),
    b: fc.record({ ok: fc.boolean(), date }, { requiredKeys: [] }),
    c: fc.record({ dates: fc.array(date, { maxLength: 4 }) }),
  },
  { requiredKeys: [] },
);
const expiry = fc.option(
  fc
    .integer({ min: -20, max: 400 })
    .map(hours => new Date(testNow.getTime() + hours * hour).toISOString()),
  { nil: null },
);

const spec = {
  params: { days: 7 },
  targets: [{ when: { kind: 'Component' }, level: 2 }],
  holdDays: 4,
  graceDays: 2,
};

function toAll(
  data: object,
  expiresAt: string | null,
  change: Partial<EvaluationInput> = {},
): EvaluationInput {
  const input = toInput(data as Parameters<typeof toInput>[0], change);
  const dated = Object.entries(input.facts).map(([id, fact]) => [
    id,
    toFact(id, fact.data, { expiresAt: id === 'catalog' ? null : expiresAt }),
  ]);
  return { ...input, facts: Object.fromEntries(dated) };
}

/** What the next evaluation needs of this one. */
function previousOf({ results, level, heldSince }: EntityEvaluation) {
  return { results, level, heldSince };
}

describe('laws of evaluation', () => {
  it('is deterministic and changes nothing that it is given', () => {
    fc.assert(
      fc.property(checks, facts, expiry, (list, data, expiresAt) => {
        const scorecard = toScorecard(list, spec);
        const input = toAll(data, expiresAt);
        const before = JSON.stringify(input);
        const first = scorecard.evaluate(input);
        expect(
          scorecard.evaluate({
            ...input,
            facts: JSON.parse(JSON.stringify(input.facts)),
          }),
        ).toEqual(first);
        expect(JSON.stringify(input)).toBe(before);
      }),
      { numRuns: 60 },
    );
  });

  it('stays as it is until validUntil', () => {
    fc.assert(
      fc.property(
        checks,
        facts,
        expiry,
        fc.integer({ min: 1, max: 96 }),
        (list, data, expiresAt, age) => {
          const scorecard = toScorecard(list, spec);
          const createdAt = new Date(
            testNow.getTime() - age * hour,
          ).toISOString();
          const first = scorecard.evaluate(
            toAll(data, expiresAt, { createdAt }),
          );
          // The state of rest: what was written is what is read back.
          const input = toAll(data, expiresAt, {
            createdAt,
            previous: previousOf(first),
          });
          const now = scorecard.evaluate(input);
          const last = now.validUntil
            ? Date.parse(now.validUntil) - hour
            : testNow.getTime() + 1_000 * 24 * hour;
          const later = scorecard.evaluate({ ...input, now: new Date(last) });
          expect(last).toBeGreaterThanOrEqual(testNow.getTime());
          expect(later).toEqual(now);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps the score when a check without an answer is added', () => {
    fc.assert(
      fc.property(checks, facts, check, (list, data, added) => {
        const unknown = {
          ...added,
          id: 'added',
          stage: 'enforced' as const,
          condition: 'facts.never.ok',
        };
        const connected = new Set(['a', 'b', 'c', 'never']);
        const input = toAll(data, null, { connected });
        const before = toScorecard(list, spec).evaluate(input);
        const after = toScorecard([...list, unknown], spec).evaluate(input);
        expect(after.score).toBe(before.score);
        expect(after.weights).toEqual({
          ...before.weights,
          applicable: before.weights.applicable + unknown.weight,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('treats a known result that turns unknown as one that is removed, and coverage falls by its weight', () => {
    fc.assert(
      fc.property(
        checks,
        facts,
        check,
        fc.boolean(),
        (list, data, added, ok) => {
          const extra = {
            ...added,
            id: 'extra',
            stage: 'enforced' as const,
            condition: 'facts.extra.ok',
          };
          const connected = new Set(['a', 'b', 'c', 'extra']);
          const all = toScorecard([...list, extra], spec);
          const known = all.evaluate(
            toAll({ ...data, extra: { ok } }, null, { connected }),
          );
          const unknown = all.evaluate(toAll(data, null, { connected }));
          const removed = toScorecard(list, spec).evaluate(
            toAll(data, null, { connected }),
          );
          expect(unknown.score).toBe(removed.score);
          expect(unknown.weights.applicable).toBe(known.weights.applicable);
          expect(known.weights.known - unknown.weights.known).toBe(
            extra.weight,
          );
          expect(
            (known.coverage as number) - (unknown.coverage as number),
          ).toBeCloseTo(extra.weight / known.weights.applicable, 10);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never puts an entity above its ceiling, and areas sum up to the whole', () => {
    fc.assert(
      fc.property(checks, facts, expiry, (list, data, expiresAt) => {
        const evaluation = toScorecard(list, spec).evaluate(
          toAll(data, expiresAt),
        );
        const { level, ceiling, weights, areas } = evaluation;
        expect(level).toBeLessThanOrEqual(ceiling);
        const sum = (key: 'passed' | 'known' | 'applicable') =>
          Object.values(areas).reduce((total, area) => total + area[key], 0);
        expect(weights).toEqual({
          passed: sum('passed'),
          known: sum('known'),
          applicable: sum('applicable'),
        });
        expect(weights.passed).toBeLessThanOrEqual(weights.known);
        expect(weights.known).toBeLessThanOrEqual(weights.applicable);
      }),
      { numRuns: 100 },
    );
  });

  it('explains every result, and agrees with it', () => {
    fc.assert(
      fc.property(checks, facts, expiry, (list, data, expiresAt) => {
        const scorecard = toScorecard(list, spec);
        const input = toAll(data, expiresAt);
        const evaluation = scorecard.evaluate(input);
        const explanations = scorecard.explain(input, evaluation);
        expect(
          explanations.map(({ checkId, outcome, reason }) => ({
            checkId,
            outcome,
            reason,
          })),
        ).toEqual(
          evaluation.results.map(({ checkId, outcome, reason }) => ({
            checkId,
            outcome,
            reason,
          })),
        );
        expect(explanations.every(({ message }) => message !== '')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
