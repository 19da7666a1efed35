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
