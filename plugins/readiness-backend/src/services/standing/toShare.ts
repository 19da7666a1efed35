import { Share } from '@team-readiness/backstage-plugin-readiness-common';

/** Sums of check weights. */
export interface ShareWeights {
  passed: number;
  known: number;
  applicable: number;
}

/** Sums of fractional weights differ in the last digits with the order of addition. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function divide(part: number, whole: number): number | null {
  return whole > 0 ? round(part / whole) : null;
}

/**
 * What follows from sums of check weights, see `Share` in the OpenAPI document.
 */
export function toShare(weights: ShareWeights): Share {
  const passed = round(weights.passed);
  const known = round(weights.known);
  const applicable = round(weights.applicable);
  return {
    passed,
    known,
    applicable,
    adoption: divide(passed, applicable),
    score: divide(passed, known),
    coverage: divide(known, applicable),
  };
}
