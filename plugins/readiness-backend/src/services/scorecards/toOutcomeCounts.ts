import { OutcomeCounts } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Sums outcomes.
 *
 * @param rows - an outcome may occur more than once
 */
export function toOutcomeCounts(
  rows: ReadonlyArray<{ outcome: string; count: number }>,
): OutcomeCounts {
  const of = (outcome: string) =>
    rows
      .filter(row => row.outcome === outcome)
      .reduce((sum, row) => sum + row.count, 0);
  return {
    pass: of('pass'),
    fail: of('fail'),
    unknown: of('unknown'),
    notApplicable: of('not-applicable'),
    exempt: of('exempt'),
    error: of('error'),
  };
}

/** pass ÷ (pass + fail + unknown + error); null where none of these is. */
export function toAdoption(counts: OutcomeCounts): number | null {
  const applicable = counts.pass + counts.fail + counts.unknown + counts.error;
  return applicable > 0
    ? Math.round((counts.pass / applicable) * 1e6) / 1e6
    : null;
}
