/**
 * What an evaluation adds to the sums of its owner set: see `MovementDeltas`.
 */
import { PackedResult, StoredEvaluation } from '../database/operations/results';
import { MovementsRow } from '../database/tables';

/** Sums, or by how much they change. */
export type Sums = Pick<
  MovementsRow,
  'passed' | 'known' | 'applicable' | 'entities' | 'with_target' | 'on_target'
>;

/** The columns of {@link Sums}. */
export const sumColumns = [
  'passed',
  'known',
  'applicable',
  'entities',
  'with_target',
  'on_target',
] as const;

/** Nothing. */
export const noSums: Readonly<Sums> = Object.freeze({
  passed: 0,
  known: 0,
  applicable: 0,
  entities: 0,
  with_target: 0,
  on_target: 0,
});

/**
 * Rounds to nine digits: weights are decimal numbers, and their sums come back to 0.
 *
 * @param value - A sum of weights.
 */
export function settle(value: number): number {
  // No -0, which databases tell apart from 0.
  return Math.round(value * 1e9) / 1e9 + 0;
}

/**
 * What an evaluation contributes, by area; '' is the scorecard as a whole. An entity in grace contributes nothing,
 * which the caller has to know.
 *
 * @param stored - A stored evaluation.
 */
export function contribution(stored: StoredEvaluation): Map<string, Sums> {
  // As `level_counts` says it: 0 is no target.
  const hasTarget = (stored.targetLevel ?? 0) > 0;
  const sums = new Map<string, Sums>([
    [
      '',
      {
        ...stored.weights,
        entities: 1,
        with_target: hasTarget ? 1 : 0,
        on_target: hasTarget && stored.onTarget ? 1 : 0,
      },
    ],
  ]);
  for (const [area, weights] of Object.entries(stored.areas)) {
    if (weights) {
      sums.set(area, {
        ...weights,
        entities: weights.applicable > 0 ? 1 : 0,
        with_target: 0,
        on_target: 0,
      });
    }
  }
  return sums;
}

/**
 * By how much the contribution of an entity differs.
 *
 * @param was - Before.
 * @param is - Now.
 * @returns By area, only what differs; may be changed by the caller.
 */
export function difference(
  was: StoredEvaluation,
  is: StoredEvaluation,
): Map<string, Sums> {
  const old = contribution(was);
  const now = contribution(is);
  const differing = new Map<string, Sums>();
  for (const area of new Set([...old.keys(), ...now.keys()])) {
    const sums = subtract(now.get(area) ?? noSums, old.get(area) ?? noSums);
    if (!isZero(sums)) {
      differing.set(area, sums);
    }
  }
  return differing;
}

/**
 * By how much the contribution of a check differs.
 *
 * @param from - Its result before; undefined: there was none.
 * @param to - Its result now; undefined: there is none.
 * @param weight - Of the check.
 */
export function checkDifference(
  from: PackedResult | undefined,
  to: PackedResult | undefined,
  weight: number,
): Sums {
  return subtract(ofCheck(to, weight), ofCheck(from, weight));
}

/** Is it nothing, but for what rounding leaves? */
export function isZero(sums: Sums): boolean {
  return sumColumns.every(column => settle(sums[column]) === 0);
}

function ofCheck(result: PackedResult | undefined, weight: number): Sums {
  const outcome = result?.counts ? result.outcome : 'exempt';
  const isPass = outcome === 'pass';
  return {
    ...noSums,
    passed: isPass ? weight : 0,
    known: isPass || outcome === 'fail' ? weight : 0,
    applicable:
      outcome === 'exempt' || outcome === 'not-applicable' ? 0 : weight,
  };
}

function subtract(a: Sums, b: Sums): Sums {
  return {
    passed: a.passed - b.passed,
    known: a.known - b.known,
    applicable: a.applicable - b.applicable,
    entities: a.entities - b.entities,
    with_target: a.with_target - b.with_target,
    on_target: a.on_target - b.on_target,
  };
}
