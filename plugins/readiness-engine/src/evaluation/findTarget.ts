import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import { TargetLevel } from './EntityEvaluation';

/** What is asked of an entity, and where the scorecard says so. */
export interface FoundTarget {
  target: TargetLevel;
  /** In `spec.targets`, from 0. */
  position: number;
}

/**
 * The first line of `spec.targets` that an entity matches.
 *
 * @param entity - with `readiness.tier` and `readiness.lifecycle`
 * @returns null: nothing is asked of it
 */
export function findTarget(
  { targets }: Scorecard['spec'],
  entity: JsonObject,
): FoundTarget | null {
  const position = targets.findIndex(({ when }) => {
    try {
      return evaluateFilterPredicate(when, entity);
    } catch {
      return false;
    }
  });
  if (position < 0) {
    return null;
  }
  const { level, only } = targets[position];
  return { target: only ? { level, only } : { level }, position };
}
