import { CheckSummary } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';

/**
 * From when on a check counts, in a word or two for a column: "Yes", "From 22 Dec 2026", "Announced".
 *
 * @param reader - what `useReadinessTranslation` gives
 */
export function countsWords(
  { t, words }: { t: ReadinessT; words: Words },
  check: Pick<CheckSummary, 'stage' | 'enforceFrom'>,
): string {
  if (check.stage === 'enforced') {
    return t('standards.counts.yes');
  }
  return check.stage === 'warn' && check.enforceFrom
    ? t('standards.counts.from', { day: words.day(check.enforceFrom) })
    : t(`standards.stageNames.${check.stage}`);
}

/**
 * The note of a check, or a scorecard, that does not count like the others;
 * empty for those that do.
 *
 * @param reader - what `useReadinessTranslation` gives
 * @param check - `enforceFrom`: the day from which it counts, while it is at `warn`
 */
export function stageWords(
  { t, words }: { t: ReadinessT; words: Words },
  check: Pick<CheckSummary, 'stage' | 'connected'> & {
    enforceFrom?: string | null;
  },
): string {
  if (!check.connected) {
    return t('standards.stages.notConnected');
  }
  switch (check.stage) {
    case 'warn':
      return check.enforceFrom
        ? t('standards.stages.warnUntil', { day: words.day(check.enforceFrom) })
        : t('standards.stages.warn');
    case 'shadow':
    case 'draft':
    case 'retired':
      return t(`standards.stages.${check.stage}`);
    default:
      return '';
  }
}
