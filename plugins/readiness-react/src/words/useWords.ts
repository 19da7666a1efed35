import { useMemo } from 'react';
import { useReadinessReactTranslation } from './useReadinessReactTranslation';
import { Words } from './Words';

/**
 * Numbers, dates and the words of the glossary in the language that the reader chose.
 *
 * @public
 */
export function useWords(): Words {
  const { t } = useReadinessReactTranslation();
  return useMemo(() => new Words(t), [t]);
}
