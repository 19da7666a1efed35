import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { mockApis } from '@backstage/frontend-test-utils';
import { de } from '../translations/de';
import { en } from '../translations/en';
import { ReadinessReactT, Words } from '../words';

/**
 * Translates into a language, as an app does for a reader who chose it.
 *
 * @param language - "en" or "de"
 */
export function translationIn(language: 'en' | 'de'): ReadinessReactT {
  const ref = createTranslationRef({
    id: `plugin.readiness-react.${language}`,
    messages: { en, de }[language],
  });
  const snapshot = mockApis.translation().getTranslation(ref);
  if (!snapshot.ready) {
    throw new Error(`There are no words in '${language}'`);
  }
  return snapshot.t as ReadinessReactT;
}

/**
 * The words of a language, as an app makes them for a reader who chose it.
 *
 * @param language - "en" or "de"
 */
export function wordsIn(language: 'en' | 'de'): Words {
  return new Words(translationIn(language));
}
