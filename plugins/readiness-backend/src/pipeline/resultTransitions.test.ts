import { Cause } from '@team-readiness/backstage-plugin-readiness-common';
import { packResults, StoredEvaluation } from '../database/operations/results';
import { DependentCheck, resultTransitions } from './resultTransitions';

type Outcome = 'pass' | 'fail' | 'not-applicable';

/** An evaluation with one result, under an input of six parts. */
function evaluation(outcome: Outcome, parts: string): StoredEvaluation {
  const results = [{ checkKey: 7, outcome, since: 0, branch: 0, counts: true }];
  return {
    entityId: 1,
    definitionId: 1,
    inputHash: parts.split('').join('-'),
    packed: packResults(results),
    results,
    ownerSetId: 1,
    tier: 0,
    level: 0,
    heldSince: null,
    heldUntil: null,
    exemptions: 0,
    ceiling: 0,
    baseLevel: 0,
    baseCeiling: 0,
    targetLevel: null,
    onTarget: null,
    fixes: 0,
    weights: { passed: 0, known: 0, applicable: 0 },
    inGrace: false,
    nextAt: null,
    areas: {},
  };
}

describe('causes of transitions', () => {
  // Parts: standard, connected, entity, facts, freshness, results of others.
  it.each<[string, string, string, DependentCheck | null, Outcome, Cause]>([
    ['results of others', 'abcdef', 'abcdeF', 'only', 'fail', 'dependency'],
    [
      'others, it reads facts too',
      'abcdef',
      'abcdeF',
      'too',
      'fail',
      'dependency',
    ],
    ['others and facts', 'abcdef', 'abcDeF', 'only', 'fail', 'dependency'],
    [
      'others and facts that it reads',
      'abcdef',
      'abcDeF',
      'too',
      'fail',
      'data',
    ],
    [
      'others, which it does not read',
      'abcdef',
      'abcDeF',
      null,
      'fail',
      'data',
    ],
    [
      'its first results of others',
      'abcde',
      'abcdeF',
      'only',
      'fail',
      'dependency',
    ],
    [
      'whether it applies',
      'abcdef',
      'abcdeF',
      'only',
      'not-applicable',
      'applicability',
    ],
    ['the standard', 'abcdef', 'AbcdeF', 'only', 'fail', 'standard'],
    ['the clock', 'abcdef', 'abcdef', 'only', 'fail', 'time'],
  ])('tell of %s', (_name, before, after, dependent, outcome, cause) => {
    expect(
      resultTransitions(
        evaluation('pass', before),
        evaluation(outcome, after),
        new Map(dependent ? [[7, dependent]] : []),
      ),
    ).toEqual([{ checkKey: 7, from: 'pass', to: outcome, cause }]);
  });
});
