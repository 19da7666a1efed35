/**
 * Scorecards together with what each of their checks finds, for laws.
 *
 * Check `c3` reads the fact `f3` and nothing else, so that each can be brought
 * into any state on its own: the state is chosen, the facts follow from it.
 */
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { readScorecards } from '../definition/readScorecards';
import {
  EntityEvaluation,
  EvaluationInput,
  PreviousEvaluation,
} from '../evaluation/EntityEvaluation';
import { recompose } from './recompose';
import {
  PartialCheck,
  testNow,
  toFact,
  toInput,
  toText,
} from './testScorecard';

/** What a check finds. `missing`: never observed; `stale`: too long ago; `undecided`: `unknownWhen` holds. */
export type CheckState =
  | 'pass'
  | 'fail'
  | 'missing'
  | 'stale'
  | 'undecided'
  | 'error'
  | 'not-applicable';

/** States in which there is no answer for want of data. */
export const withoutData: readonly CheckState[] = ['missing', 'stale'];

/** One check and its state. */
export interface CheckSituation {
  id: string;
  level: number;
  gate: boolean;
  weight: number;
  area: 'ownership' | 'cost';
  stage: 'warn' | 'enforced';
  effort: number;
  state: CheckState;
}

/** A scorecard over one entity. */
export interface Situation {
  checks: CheckSituation[];
  /** The level that is asked of the entity. */
  target: number;
}

/** How long a level is held, in days. */
export const holdDays = 4;

/** Checks of a situation, at most. */
const maxChecks = 7;

const states: CheckState[] = [
  'pass',
  'fail',
  'missing',
  'stale',
  'undecided',
  'error',
  'not-applicable',
];

const check = fc.record({
  level: fc.integer({ min: 1, max: 3 }),
  gate: fc.boolean(),
  weight: fc.integer({ min: 1, max: 5 }),
  area: fc.constantFrom('ownership' as const, 'cost' as const),
  stage: fc.oneof(
    { weight: 4, arbitrary: fc.constant('enforced' as const) },
    { weight: 1, arbitrary: fc.constant('warn' as const) },
  ),
  effort: fc.integer({ min: 1, max: 9 }),
  // Half of them pass, or levels above the first would hardly come up.
  state: fc.oneof(
    { weight: 6, arbitrary: fc.constant<CheckState>('pass') },
    { weight: 6, arbitrary: fc.constantFrom(...states) },
  ),
});

/** Any situation of up to seven checks. */
export const arbitrarySituation: fc.Arbitrary<Situation> = fc.record({
  checks: fc
    .array(check, { minLength: 1, maxLength: maxChecks })
    .map(list => list.map((each, index) => ({ ...each, id: `c${index}` }))),
  target: fc.integer({ min: 1, max: 3 }),
});

/** A situation with one of its checks. */
export const arbitraryChoice: fc.Arbitrary<[Situation, CheckSituation]> =
  arbitrarySituation.chain(situation =>
    fc.tuple(fc.constant(situation), fc.constantFrom(...situation.checks)),
  );

/** The same situation, one check in another state or of another kind. */
export function change(
  situation: Situation,
  id: string,
  to: Partial<CheckSituation>,
): Situation {
  return {
    ...situation,
    checks: situation.checks.map(each =>
      each.id === id ? { ...each, ...to } : each,
    ),
  };
}

/** The same situation without a check. */
export function without(situation: Situation, id: string): Situation {
  return {
    ...situation,
    checks: situation.checks.filter(each => each.id !== id),
  };
}

function toCheck(id: string): PartialCheck {
  const fact = `facts.f${id.slice(1)}`;
  return {
    id,
    appliesWhen: `${fact}.state != "not-applicable"`,
    unknownWhen: `${fact}.state == "undecided"`,
    condition: `${fact}.state == "error" ? ${fact}.gone : ${fact}.state == "pass"`,
  };
}

function readBase(): CompiledScorecard {
  const ids = Array.from({ length: maxChecks }, (_, index) => `c${index}`);
  const text = toText(ids.map(toCheck), { holdDays, graceDays: 2 });
  const { scorecards, problems } = readScorecards([{ source: 'a', text }], {
    builtIn: [],
    facts: null,
  });
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems, null, 2));
  }
  return scorecards[0];
}

/** Compiled once: a law is tried with thousands of scorecards of the same conditions. */
const base = readBase();

/** The scorecard of a situation, with some checks that the entity is exempt from. */
export function toProgram(
  { checks, target }: Situation,
  exempt: readonly string[] = [],
): CompiledScorecard {
  return recompose(
    base,
    checks.map(({ state: _, ...own }) => ({ ...own, from: own.id })),
    { targets: [{ when: { kind: 'Component' }, level: target }] },
    exempt.map(id => ({
      entity: 'component:default/shop',
      check: id,
      reason: 'Because.',
      approver: 'user:default/lead',
      until: '2026-12-31',
    })),
  );
}

function toData(state: CheckState): JsonObject {
  return { state: state === 'stale' ? 'pass' : state };
}

/** The facts of a situation, at {@link testNow} unless said otherwise. */
export function toSituationInput(
  { checks }: Situation,
  more: Partial<EvaluationInput> = {},
): EvaluationInput {
  const facts = checks
    .filter(({ state }) => state !== 'missing')
    .map(({ id, state }) => {
      const collector = `f${id.slice(1)}`;
      const expiresAt = state === 'stale' ? '2026-06-15T09:30:00Z' : null;
      return [collector, toFact(collector, toData(state), { expiresAt })];
    });
  const input = toInput({}, more);
  const catalog = { ...input.facts.catalog, expiresAt: null };
  return {
    ...input,
    connected: new Set(checks.map(({ id }) => `f${id.slice(1)}`)),
    facts: { catalog, ...Object.fromEntries(facts) },
    ...more,
  };
}

/** Evaluates a situation. */
export function evaluate(
  situation: Situation,
  more: Partial<EvaluationInput> = {},
): EntityEvaluation {
  return toProgram(situation).evaluate(toSituationInput(situation, more));
}

/** What the next evaluation needs of this one. */
export function previousOf({
  results,
  level,
  heldSince,
}: EntityEvaluation): PreviousEvaluation {
  return { results, level, heldSince };
}

/** Passed weight over applicable weight; null where nothing applies. */
export function adoptionOf({ weights }: EntityEvaluation): number | null {
  return weights.applicable > 0 ? weights.passed / weights.applicable : null;
}

/** A moment after {@link testNow}. */
export function later(days: number): Date {
  return new Date(testNow.getTime() + days * 86_400_000);
}
