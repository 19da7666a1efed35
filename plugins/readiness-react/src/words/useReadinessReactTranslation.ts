import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { readinessReactTranslationRef } from '../translations';
import { ReadinessReactT } from './Formats';

/** What this package says, in the language that the reader chose. */
export function useReadinessReactTranslation(): { t: ReadinessReactT } {
  const { t } = useTranslationRef(readinessReactTranslationRef);
  // The same function with a type that takes the compiler less time: see Translate.
  return { t: t as unknown as ReadinessReactT };
}
