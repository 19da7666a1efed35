/**
 * Where a median lies.
 *
 * @public
 */
export interface MedianRange {
  readonly from: number;
  /** May be infinite. */
  readonly to: number;
}

/** Of a normal distribution, five of six values lie so many deviations around the middle. */
const deviations = 1.39;

/**
 * The range in which the median of what was sampled lies in five of six cases, whatever its distribution: the
 * number of samples below it is binomial, with a deviation of half the root of their number. Two ranges
 * that do not meet are as rare as a difference by chance in one of twenty cases.
 *
 * @param values - in any order; `Infinity` for one of which only is known that it is longer
 * @returns null without any
 * @public
 */
export function medianRange(values: readonly number[]): MedianRange | null {
  if (values.length === 0) {
    return null;
  }
  const sorted = Float64Array.from(values).sort();
  const below = Math.max(
    0,
    Math.floor(sorted.length / 2 - (deviations * Math.sqrt(sorted.length)) / 2),
  );
  return { from: sorted[below], to: sorted[sorted.length - 1 - below] };
}
