/**
 * Why a ratio moved, in parts that add up.
 *
 * A score is passed over known weight. With (P0, K0) before, parts (p, k) and (P1, K1) after, so that
 * P1 = P0 + sum of p and K1 = K0 + sum of k, and with s0 = P0 / K0,
 *
 *     P1 / K1 - s0 = (P1 - s0 * K1) / K1 = sum of (p - s0 * k) / K1
 *
 * since P0 - s0 * K0 = 0. Each part is what it moved against the score as it was: weight that comes with just
 * that score moves nothing. The order of the parts makes no difference. The same holds for adoption with the
 * applicable weight.
 */

/** Sums of weights, or by how much they changed. */
export interface WeightSums {
  passed: number;
  known: number;
  applicable: number;
}

/** What a part moved, in [-1, 1] or beyond where parts are opposed; null where a ratio is not defined before or after. */
export interface RatioParts {
  score: number | null;
  adoption: number | null;
}

/** Below it a sum is what rounding left of none. */
const nothing = 1e-6;

/**
 * Splits the difference of score and adoption.
 *
 * @param before - Sums before.
 * @param parts - By how much the sums changed, in any order; after = before + all of them.
 * @returns `after`: the sums after; `parts`: for each part, in the same order, what it moved; `score` and
 *   `adoption`: the whole differences, to which the parts add up (but for rounding of floats), null where there is none
 */
export function splitMovement<Part extends WeightSums>(
  before: WeightSums,
  parts: readonly Part[],
): RatioParts & {
  after: WeightSums;
  parts: Array<{ part: Part } & RatioParts>;
} {
  const after = parts.reduce<WeightSums>(
    (sums, part) => ({
      passed: sums.passed + part.passed,
      known: sums.known + part.known,
      applicable: sums.applicable + part.applicable,
    }),
    { ...before },
  );
  const score = splitter(before, after, 'known');
  const adoption = splitter(before, after, 'applicable');
  return {
    after,
    score: score && score(after) - score(before),
    adoption: adoption && adoption(after) - adoption(before),
    parts: parts.map(part => ({
      part,
      score: score && score(part),
      adoption: adoption && adoption(part),
    })),
  };
}

/** What some sums move the ratio; null where it is not defined before or after. */
function splitter(
  before: WeightSums,
  after: WeightSums,
  divisor: 'known' | 'applicable',
): ((sums: WeightSums) => number) | null {
  if (before[divisor] < nothing || after[divisor] < nothing) {
    return null;
  }
  const ratio = before.passed / before[divisor];
  return sums => (sums.passed - ratio * sums[divisor]) / after[divisor];
}
