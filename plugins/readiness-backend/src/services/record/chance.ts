/**
 * Could a difference come of chance alone? A quarter is one look at how a team works: three incidents after one
 * are no sign of anything. The bar is one of twenty cases, on either side.
 */
import {
  fisherExact,
  MedianRange,
} from '@team-readiness/backstage-plugin-readiness-engine';

const rare = 0.05;
/** Deviations of a normal distribution beyond which one of twenty values lies. */
const rareDeviations = 1.96;

/** Things that were counted in a time of some length, in any unit. */
export interface Counted {
  count: number;
  length: number;
}

/**
 * Of all that came in two times, those in the first one are binomial if both are alike. With the correction for
 * whole numbers the normal distribution is close enough from the first case on: none and six differ, three and four
 * do not.
 */
export function countsDiffer(one: Counted, other: Counted): boolean {
  const all = one.count + other.count;
  const share = one.length / (one.length + other.length);
  const deviation = Math.sqrt(all * share * (1 - share));
  return Math.abs(one.count - all * share) - 0.5 > rareDeviations * deviation;
}

/** Some of all. */
export interface Share {
  count: number;
  all: number;
}

/** The exact test of Fisher, on both sides. */
export function sharesDiffer(one: Share, other: Share): boolean {
  const [first, second] = [one, other].map(({ count, all }) => ({
    failures: count,
    deployments: all,
  }));
  const more = fisherExact(first, second) ?? 1;
  const fewer = fisherExact(second, first) ?? 1;
  return 2 * Math.min(more, fewer) < rare;
}

/** Medians differ where the ranges in which they lie do not meet. */
export function mediansDiffer(
  one: MedianRange | null,
  other: MedianRange | null,
): boolean {
  return (
    one !== null &&
    other !== null &&
    (one.from > other.to || other.from > one.to)
  );
}
