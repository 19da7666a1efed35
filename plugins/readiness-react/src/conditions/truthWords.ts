import { ExplainedCondition } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Whether a part of a condition holds.
 *
 * @public
 */
export type Truth = ExplainedCondition['truth'];

/**
 * All truths, the plain ones first.
 *
 * @public
 */
export const truths: readonly Truth[] = [
  'true',
  'false',
  'failed',
  'not-reached',
];

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
