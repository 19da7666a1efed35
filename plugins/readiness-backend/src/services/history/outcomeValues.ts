import { OutcomeCounts } from '@team-readiness/backstage-plugin-readiness-common';

const names = [
  'pass',
  'fail',
  'unknown',
  'notApplicable',
  'exempt',
  'error',
] as const satisfies ReadonlyArray<keyof OutcomeCounts>;

/** How many numbers there are. */
export const outcomeSize = names.length;

/** Numbers of outcomes, in a fixed order. */
export function fromOutcomes(counts: OutcomeCounts): number[] {
  return names.map(name => counts[name]);
}

/** Reads what {@link fromOutcomes} wrote. */
export function toOutcomes(values: readonly number[]): OutcomeCounts {
  const [pass, fail, unknown, notApplicable, exempt, error] = values;
  return { pass, fail, unknown, notApplicable, exempt, error };
}
