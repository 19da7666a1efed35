/**
 * The answer to a check for one entity.
 *
 * `unknown` is neither a pass nor a fail: nothing current was observed.
 * `error` says that the check itself could not be computed.
 *
 * @public
 */
export type Outcome =
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'not-applicable'
  | 'exempt'
  | 'error';

/**
 * All outcomes, in the order in which lists show them: what asks for work first.
 *
 * @public
 */
export const outcomes: readonly Outcome[] = [
  'fail',
  'unknown',
  'error',
  'exempt',
  'pass',
  'not-applicable',
];
