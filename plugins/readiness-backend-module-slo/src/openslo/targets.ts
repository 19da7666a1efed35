import { fractionOf } from '../measurement';
import { ObjectiveSpec, SloSpec } from './openSloSchemas';
import { isGiven } from './schemaParts';

/**
 * The target of an objective as a fraction.
 *
 * @returns undefined where it has none
 */
export function targetOf(objective: ObjectiveSpec): number | undefined {
  const { target, targetPercent } = objective;
  if (isGiven(target)) {
    return target;
  }
  return isGiven(targetPercent) ? fractionOf(targetPercent) : undefined;
}

/** The targets of all objectives that have one. */
export function targetsOf(spec: SloSpec): number[] {
  return (spec.objectives ?? []).flatMap(objective => {
    const target = targetOf(objective);
    return target === undefined ? [] : [target];
  });
}
