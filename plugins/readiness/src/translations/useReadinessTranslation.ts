import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  useWords,
  Words,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT, readinessTranslationRef } from './readinessTranslationRef';

/**
 * What a page says, in the language that the reader chose: `t` for its own sentences, `words` for numbers, dates and
 * what has one name everywhere.
 *
 * @public
 */
export function useReadinessTranslation(): { t: ReadinessT; words: Words } {
  const { t } = useTranslationRef(readinessTranslationRef);
  // The same function with a type that takes the compiler less time: see Translate.
  return { t: t as unknown as ReadinessT, words: useWords() };
}
