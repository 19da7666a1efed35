import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';

/**
 * Why a result does not count, or from when on it does; empty where it counts.
 *
 * @param t - translates
 * @param words - writes days
 */
export function countingWords(
  t: ReadinessT,
  words: Words,
  result: Pick<ExplainedResult, 'counts' | 'stage' | 'enforceFrom'>,
): string {
  if (result.counts) {
    return '';
  }
  if (result.stage !== 'warn') {
    return t('service.standing.notYet');
  }
  return result.enforceFrom
    ? t('service.standing.countsFrom', { day: words.day(result.enforceFrom) })
    : t('service.standing.announced');
}

/**
 * What a result is needed for, whether it counts, and what it takes, e.g.
 * "Needed for level 2 · about 4 h · since 1 Sept 2026".
 *
 * @param t - translates
 * @param words - writes days and efforts
 */
export function standingWords(
  t: ReadinessT,
  words: Words,
  result: ExplainedResult,
): string {
  return [
    result.gate
      ? t('service.standing.needed', { level: String(result.level) })
      : t('service.standing.scoreOnly'),
    countingWords(t, words, result),
    words.effort(result.effort),
    t('service.standing.since', { day: words.day(result.since) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
