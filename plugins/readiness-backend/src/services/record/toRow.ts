/**
 * The measures of an impact brief, a row each: a quarter and the one before, with samples and a verdict.
 *
 * A verdict is `unknown` where one of the two values is null or has too few samples; `same` where the value
 * changed by less than five percent of what it was (a percentage by less than one point; a count not at all);
 * otherwise `better` or `worse` by the direction of the measure, unless chance alone could make such a difference (see
 * `chance`): then it is `unknown`, too. A quarter that is not over has no verdict
 * on counts, since some of its days are still to come.
 */
import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { BriefValue } from './BriefValue';

/** A row of the brief. */
export type BriefMetric = ImpactBrief['metrics'][number];

const sameShare = 0.05;
const samePoints = 1;

/** A row with its verdict. */
export function toRow(options: {
  id: string;
  title: string;
  unit: string;
  better: 'lower' | 'higher';
  kind: 'amount' | 'percent' | 'count';
  before: BriefValue;
  after: BriefValue;
  /** Default: no, it is a sum or a state and no sample. */
  byChance?: boolean;
}): BriefMetric {
  const { kind, before, after, byChance = false, ...described } = options;
  return {
    ...described,
    before: before.value,
    after: after.value,
    samplesBefore: before.samples,
    samplesAfter: after.samples,
    ...toVerdict(before, after, {
      better: options.better,
      kind,
      byChance,
    }),
  };
}

/**
 * Compares two values.
 *
 * @param options - `kind`: how much is a change
 * @returns the verdict; where it is `unknown`, why
 */
function toVerdict(
  before: BriefValue,
  after: BriefValue,
  options: {
    better: 'lower' | 'higher';
    kind: 'amount' | 'percent' | 'count';
    /** Could it come of chance? */
    byChance: boolean;
  },
): Pick<BriefMetric, 'verdict' | 'unknownBecause'> {
  const lack = before.lack ?? after.lack;
  if (lack !== null || before.value === null || after.value === null) {
    return { verdict: 'unknown', unknownBecause: lack ?? 'not-measured' };
  }
  const change = after.value - before.value;
  const threshold = {
    amount: Math.abs(before.value) * sameShare,
    percent: samePoints,
    count: Number.MIN_VALUE,
  }[options.kind];
  if (change === 0 || Math.abs(change) < threshold) {
    return { verdict: 'same' };
  }
  if (options.byChance) {
    return { verdict: 'unknown', unknownBecause: 'chance' };
  }
  return {
    verdict: change < 0 === (options.better === 'lower') ? 'better' : 'worse',
  };
}
