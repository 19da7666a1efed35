/** A part of a difference, as it is written: a whole number of tenths of a percentage point. */
export interface WrittenParts {
  /** The ratio before, in tenths of a percent. */
  before: number;
  /** The ratio after, in tenths of a percent. */
  after: number;
  /** Of each part, in the order given; their sum is `after - before` exactly. */
  parts: number[];
}

/**
 * Rounds a difference and its parts so that what is written still adds up: parts are rounded down, and the tenths
 * that are left go to those that lost most by that.
 *
 * @param before - ratio in [0, 1]
 * @param after - ratio in [0, 1]
 * @param parts - ratios that add up to the difference
 */
export function writtenParts(
  before: number,
  after: number,
  parts: readonly number[],
): WrittenParts {
  const tenths = (ratio: number) => Math.round(ratio * 1000);
  const first = tenths(before);
  const last = tenths(after);
  const floors = parts.map(part => Math.floor(part * 1000));
  const lost = parts.map((part, index) => part * 1000 - floors[index]);
  const byLoss = parts
    .map((_, index) => index)
    .sort((one, other) => lost[other] - lost[one]);
  let left = last - first - floors.reduce((sum, value) => sum + value, 0);
  const written = [...floors];
  for (let turn = 0; left !== 0 && byLoss.length > 0; turn++) {
    const step = left > 0 ? 1 : -1;
    const order = step > 0 ? byLoss : [...byLoss].reverse();
    written[order[turn % order.length]] += step;
    left -= step;
  }
  return { before: first, after: last, parts: written };
}
