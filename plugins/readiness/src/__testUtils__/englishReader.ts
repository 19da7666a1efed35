import { mockApis } from '@backstage/frontend-test-utils';
import {
  ReadinessReactT,
  readinessReactTranslationRef,
  Words,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT, readinessTranslationRef } from '../translations';

/**
 * What `useReadinessTranslation` gives a reader of English, for tests of functions that take it.
 */
export function englishReader(): { t: ReadinessT; words: Words } {
  const api = mockApis.translation();
  const pages = api.getTranslation(readinessTranslationRef);
  const shared = api.getTranslation(readinessReactTranslationRef);
  if (!pages.ready || !shared.ready) {
    throw new Error('There are no words');
  }
  return {
    t: pages.t as ReadinessT,
    words: new Words(shared.t as ReadinessReactT),
  };
}
