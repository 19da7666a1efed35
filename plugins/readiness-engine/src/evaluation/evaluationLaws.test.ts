/**
 * Laws of an evaluation as a whole: it depends on its input alone, stays as it is
 * until the time that it says, and agrees with its explanation.
 */
import fc from 'fast-check';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { recompose } from '../__testUtils__/recompose';
import {
  testNow,
  toFact,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { BusinessCalendar } from '../calendar/BusinessCalendar';
import { EntityEvaluation, EvaluationInput } from './EntityEvaluation';

jest.setTimeout(propertyTimeout);

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
  'businessDaysSince(facts.a.date) <= params.days',
  'facts.c.dates.exists(d, 3.5 < businessDaysSince(d))',
  'businessDaysSince(facts.b.date) == 2 || businessDaysBetween(facts.a.date, facts.b.date) > 1',
  'daysSince(facts.a.date) < 1e300',
  'entity.metadata.name == "shop"',
];

const check = fc.record({
  from: fc.constantFrom(...conditions.keys()).map(index => `base-${index}`),
  level: fc.integer({ min: 1, max: 3 }),
  gate: fc.boolean(),
  weight: fc.integer({ min: 1, max: 5 }),
  area: fc.constantFrom('ownership' as const, 'cost' as const),
  stage: fc.constantFrom('warn' as const, 'enforced' as const),
  effort: fc.integer({ min: 1, max: 9 }),
});
const checks = fc
  .array(check, { minLength: 1, maxLength: 6 })
  .map(list => list.map((each, i) => ({ id: `c${i}`, ...each })));

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

/** One check for each condition; laws put scorecards together of them. */
const base = toScorecard(
  conditions.map((condition, index) => ({ id: `base-${index}`, condition })),
  spec,
);

const calendar: fc.Arbitrary<BusinessCalendar | undefined> = fc.option(
  fc.record({
    timeZone: fc.constantFrom(
      'UTC',
      'Asia/Kolkata',
      'America/New_York',
      'Pacific/Kiritimati',
    ),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    holidays: fc.subarray(['2026-06-15', '2026-06-16', '2026-06-19']),
  }),
  { nil: undefined },
);

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
      fc.property(
        checks,
        facts,
        expiry,
        calendar,
        (list, data, expiresAt, days) => {
          const scorecard = recompose(base, list);
          const input = toAll(data, expiresAt, { calendar: days });
          const before = JSON.stringify(input);
          const first = scorecard.evaluate(input);
          expect(
            scorecard.evaluate({
              ...input,
              facts: JSON.parse(JSON.stringify(input.facts)),
            }),
          ).toEqual(first);
          expect(JSON.stringify(input)).toBe(before);
        },
      ),
      propertyRuns,
    );
  });

  it('stays as it is until validUntil', () => {
    fc.assert(
      fc.property(
        checks,
        facts,
        expiry,
        calendar,
        fc.integer({ min: 1, max: 96 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, data, expiresAt, days, age, part) => {
          const scorecard = recompose(base, list);
          const more = {
            calendar: days,
            createdAt: new Date(testNow.getTime() - age * hour).toISOString(),
          };
          const first = scorecard.evaluate(toAll(data, expiresAt, more));
          // The state of rest: what was written is what is read back.
          const input = toAll(data, expiresAt, {
            ...more,
            previous: previousOf(first),
          });
          const now = scorecard.evaluate(input);
          const start = testNow.getTime();
          const last = now.validUntil
            ? Date.parse(now.validUntil) - hour
            : start + 1_000 * 24 * hour;
          expect(last).toBeGreaterThanOrEqual(start);
          // The last hour of it, and any hour before.
          const some =
            start + Math.floor(((last - start) * part) / hour) * hour;
          for (const time of [some, last]) {
            const then = { ...input, now: new Date(time) };
            expect(scorecard.evaluate(then)).toEqual(now);
          }
        },
      ),
      propertyRuns,
    );
  });

  it('comes to rest: an evaluation at validUntil has another time to tell', () => {
    fc.assert(
      fc.property(
        checks,
        facts,
        expiry,
        calendar,
        (list, data, expiresAt, days) => {
          const scorecard = recompose(base, list);
          const input = toAll(data, expiresAt, { calendar: days });
          const { validUntil } = scorecard.evaluate(input);
          fc.pre(validUntil !== null);
          const now = new Date(validUntil as string);
          const next = scorecard.evaluate({ ...input, now });
          expect(
            next.validUntil === null ||
              Date.parse(next.validUntil) > now.getTime(),
          ).toBe(true);
        },
      ),
      propertyRuns,
    );
  });

  it('explains every result, and agrees with it', () => {
    fc.assert(
      fc.property(
        checks,
        facts,
        expiry,
        calendar,
        (list, data, expiresAt, days) => {
          const scorecard = recompose(base, list);
          const input = toAll(data, expiresAt, { calendar: days });
          const evaluation = scorecard.evaluate(input);
          const explanations = scorecard.explain(input, evaluation);
          const answers = (
            rows: ReadonlyArray<{
              checkId: string;
              outcome: string;
              reason: string;
            }>,
          ) =>
            rows.map(({ checkId, outcome, reason }) => [
              checkId,
              outcome,
              reason,
            ]);
          expect(answers(explanations)).toEqual(answers(evaluation.results));
          expect(explanations.every(({ message }) => message !== '')).toBe(
            true,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('sees a comparison with working days flip on the day that it said', () => {
    const scorecard = toScorecard(
      [
        {
          id: 'asked',
          condition: 'businessDaysSince(facts.a.date) <= params.days',
        },
      ],
      spec,
    );
    fc.assert(
      fc.property(date, calendar, (asked, days) => {
        const input = toAll({ a: { date: asked } }, null, { calendar: days });
        const now = scorecard.evaluate(input);
        fc.pre(now.results[0].outcome === 'pass');
        const then = new Date(now.validUntil as string);
        const { results } = scorecard.evaluate({ ...input, now: then });
        expect(results[0].outcome).toBe('fail');
      }),
      propertyRuns,
    );
  });
});
