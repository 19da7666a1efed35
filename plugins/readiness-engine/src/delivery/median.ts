/**
 * The median of some numbers: the middle one, or the mean of the two middle ones.
 *
 * @param values - in any order; `Infinity` for one of which only is known that it is longer
 * @returns null without any, and where it would be infinite
 */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) {
    return null;
  }
  // Numbers alone are sorted ten times as fast.
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const middle =
    sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return Number.isFinite(middle) ? middle : null;
}
