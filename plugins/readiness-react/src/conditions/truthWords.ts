import { Truth } from './Truth';

const words: Readonly<Record<Truth, string>> = {
  true: 'True',
  false: 'False',
  failed: 'Could not be said',
  'not-reached': 'Not needed',
};

/**
 * What readers call the truth of a part.
 *
 * @returns "True", "False", "Could not be said", or "Not needed" where an earlier part had decided
 * @public
 */
export function truthWords(truth: Truth): string {
  return words[truth];
}
