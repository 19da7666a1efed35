import { AdoptionChange } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';

/**
 * A change of adoption in words, e.g. "+4 points in 30 days".
 *
 * @param change - null where there is nothing to compare with: "–"
 * @param reader - what `useReadinessTranslation` gives
 */
export function changeWords(
  change: AdoptionChange | null,
  reader: { t: ReadinessT; words: Words },
): string {
  const { t, words } = reader;
  if (!change) {
    return '–';
  }
  const count = Math.round(change.points);
  if (count === 0) {
    return t('layout.change.none', { days: String(change.days) });
  }
  return t('layout.change.days', {
    count: change.days,
    points: t('layout.change.points', {
      count: Math.abs(count),
      number: words.signed(count),
    }),
  });
}
