import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { mockApis } from '@backstage/frontend-test-utils';
import { de } from '../translations/de';
import { en } from '../translations/en';
import { ReadinessReactT, Words } from '../words';

/**
 * The words of a language, as an app makes them for a reader who chose it.
 *
 * @param language - "en" or "de"
 */
export function wordsIn(language: 'en' | 'de'): Words {
  const ref = createTranslationRef({
    id: `plugin.readiness-react.${language}`,
    messages: { en, de }[language],
  });
  const snapshot = mockApis.translation().getTranslation(ref);
  if (!snapshot.ready) {
    throw new Error(`There are no words in '${language}'`);
  }
  return new Words(snapshot.t as ReadinessReactT);
}
