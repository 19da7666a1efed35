import { ReadinessReactT, useWords, Words } from '../words';
import { useReadinessReactTranslation } from '../words/useReadinessReactTranslation';

/** What charts say, in the language that the reader chose. */
export function useChartTranslation(): { t: ReadinessReactT; words: Words } {
  return { ...useReadinessReactTranslation(), words: useWords() };
}
