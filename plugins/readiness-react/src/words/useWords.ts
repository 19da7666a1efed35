import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useMemo } from 'react';
import { readinessReactTranslationRef } from '../translations';
import { Words } from './Words';

/**
 * Numbers, dates and the words of the glossary in the language that the reader chose.
 *
 * @public
 */
export function useWords(): Words {
  const { t } = useTranslationRef(readinessReactTranslationRef);
  return useMemo(() => new Words(t), [t]);
}
