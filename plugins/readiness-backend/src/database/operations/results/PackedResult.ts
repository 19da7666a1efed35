import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * One result as it is kept with its entity: no text, no values, no ages, since
 * the page of an entity explains anew from stored facts.
 */
export interface PackedResult {
  /** Key in `checks`. */
  checkKey: number;
  outcome: Outcome;
  /** Epoch milliseconds, whole seconds, since when the outcome stands. */
  since: number;
  /** Index of the sub-condition that decided. */
  branch: number;
  /** Enforced when it was evaluated. */
  counts: boolean;
}

/** The position is what is stored: append only. */
const outcomeCodes: readonly Outcome[] = [
  'pass',
  'fail',
  'unknown',
  'not-applicable',
  'exempt',
  'error',
];

/**
 * Writes results as JSON: one array `[check key, outcome code, since in epoch
 * seconds, branch, 1 if it counts]` per result, in the order given.
 *
 * @param results - Results of one entity for one scorecard version.
 * @returns JSON text, about 25 characters a result.
 * @throws Error for an outcome that is none.
 */
export function packResults(results: readonly PackedResult[]): string {
  return JSON.stringify(
    results.map(result => [
      result.checkKey,
      codeOf(result.outcome),
      Math.floor(result.since / 1000),
      result.branch,
      result.counts ? 1 : 0,
    ]),
  );
}

/**
 * Reads what {@link packResults} wrote.
 *
 * @param packed - The column `packed` of `results`.
 * @returns Results in the order of the document.
 * @throws Error if it is not such a text.
 */
export function unpackResults(packed: string): PackedResult[] {
  const arrays = JSON.parse(packed) as number[][];
  return arrays.map(([checkKey, code, since, branch, counts]) => {
    const outcome = outcomeCodes[code];
    if (!Number.isInteger(checkKey) || outcome === undefined) {
      throw new Error('A packed result has no check or no known outcome');
    }
    return {
      checkKey,
      outcome,
      since: since * 1000,
      branch,
      counts: counts === 1,
    };
  });
}

function codeOf(outcome: Outcome): number {
  const code = outcomeCodes.indexOf(outcome);
  if (code < 0) {
    throw new Error(`'${outcome}' is not an outcome`);
  }
  return code;
}
