import { Area, Check } from '@team-readiness/backstage-plugin-readiness-common';
import { CheckResult, Weights } from './EntityEvaluation';

function addResult(weights: Weights, weight: number, result: CheckResult) {
  const isPass = result.outcome === 'pass';
  const isKnown = isPass || result.outcome === 'fail';
  weights.passed += isPass ? weight : 0;
  weights.known += isKnown ? weight : 0;
  weights.applicable += weight;
}

function isApplicable({ outcome, counts }: CheckResult): boolean {
  return counts && outcome !== 'exempt' && outcome !== 'not-applicable';
}

/**
 * Sums the weights of the results that count and apply.
 *
 * @returns the sums, in all and by area; an area without any such result is left out
 */
export function sumWeights(
  rows: ReadonlyArray<{ definition: Check; result: CheckResult }>,
): { weights: Weights; areas: Partial<Record<Area, Weights>> } {
  const weights: Weights = { passed: 0, known: 0, applicable: 0 };
  const areas: Partial<Record<Area, Weights>> = {};
  for (const { definition, result } of rows) {
    if (isApplicable(result)) {
      const { area, weight } = definition;
      addResult(weights, weight, result);
      areas[area] ??= { passed: 0, known: 0, applicable: 0 };
      addResult(areas[area], weight, result);
    }
  }
  return { weights, areas };
}
