/**
 * How far an entity is from what is asked of it.
 *
 * @public
 */
export interface TargetDistance {
  targetLevel: number | null;
  onTarget: boolean | null;
  /** Gates to fix until it is on target. */
  fixes: number;
}
