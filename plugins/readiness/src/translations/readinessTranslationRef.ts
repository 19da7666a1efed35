import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  flattenMessages,
  Translate,
} from '@team-readiness/backstage-plugin-readiness-react';
import { en } from './en';

async function loadGerman() {
  const { de } = await import('./de');
  return { default: flattenMessages(de) };
}

/**
 * The words of the pages. Other languages than English come with it, and are loaded when one of them is chosen;
 * `availableLanguages` of the app says which may be. Words of the standards themselves are their authors'.
 *
 * @public
 */
export const readinessTranslationRef = createTranslationRef({
  id: 'plugin.readiness',
  messages: en,
  translations: {
    de: loadGerman,
  },
});

/** Translates the words of the pages. @public */
export type ReadinessT = Translate<(typeof readinessTranslationRef)['T']>;
