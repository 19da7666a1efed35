import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { en } from './en';
import { flattenMessages } from './flattenMessages';

async function loadGerman() {
  const { de } = await import('./de');
  return { default: flattenMessages(de) };
}

/**
 * The words of what other plugins may show too. Other languages than English come with it, and are loaded when one
 * of them is chosen; `availableLanguages` of the app says which may be.
 *
 * @public
 */
export const readinessReactTranslationRef = createTranslationRef({
  id: 'plugin.readiness-react',
  messages: en,
  translations: {
    de: loadGerman,
  },
});
