import { ActiveScorecard } from '../definitions/ActiveScorecards';
import { isMadeOfResults } from './InputHash';
import { DependentCheck } from './resultTransitions';

/**
 * The checks of a scorecard that read facts made of the results of other entities.
 *
 * @returns By key of the check: whether it reads facts that were observed too.
 */
export function findDependentChecks({
  compiled,
  checkKeys,
}: ActiveScorecard): Map<number, DependentCheck> {
  const dependent = new Map<number, DependentCheck>();
  for (const { definition, reads } of compiled.checks) {
    const key = checkKeys.get(definition.id);
    if (key !== undefined && reads.some(isMadeOfResults)) {
      dependent.set(key, reads.every(isMadeOfResults) ? 'only' : 'too');
    }
  }
  return dependent;
}
