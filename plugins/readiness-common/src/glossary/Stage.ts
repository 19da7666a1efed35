/**
 * How far a check or scorecard has been rolled out.
 *
 * `draft` is not computed, `shadow` is computed and shown to its owner only,
 * `warn` is shown to teams but does not count, `enforced` counts, `retired`
 * is neither computed nor shown.
 *
 * @public
 */
export type Stage = 'draft' | 'shadow' | 'warn' | 'enforced' | 'retired';

/**
 * All stages in the order of a rollout.
 *
 * @public
 */
export const stages: readonly Stage[] = [
  'draft',
  'shadow',
  'warn',
  'enforced',
  'retired',
];
