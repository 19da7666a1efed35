import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessReactTranslationRef } from '../translations';
import { ReadinessReactT, useWords, Words } from '../words';

/** What charts say, in the language that the reader chose. */
export function useChartTranslation(): { t: ReadinessReactT; words: Words } {
  const { t } = useTranslationRef(readinessReactTranslationRef);
  return { t, words: useWords() };
}
