import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { dayWords } from '@team-readiness/backstage-plugin-readiness-react';
import { effortWords } from './effortWords';

/**
 * Why a result does not count, or from when on it does; empty where it counts.
 */
export function countingWords(
  result: Pick<ExplainedResult, 'counts' | 'stage' | 'enforceFrom'>,
): string {
  if (result.counts) {
    return '';
  }
  if (result.stage !== 'warn') {
    return 'Does not count yet';
  }
  return result.enforceFrom
    ? `Counts from ${dayWords(result.enforceFrom)}`
    : 'Announced, does not count yet';
}

/**
 * What a result is needed for, whether it counts, and what it takes, e.g.
 * "Needed for level 2 · about 4 h · since 1 Sept 2026".
 */
export function standingWords(result: ExplainedResult): string {
  return [
    result.gate ? `Needed for level ${result.level}` : 'Score only',
    countingWords(result),
    effortWords(result.effort),
    `since ${dayWords(result.since)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
