import {
  FactPaths,
  mergeFactPaths,
  projectFact,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { FactProjection } from '../database/operations/facts';
import { ActiveScorecard, ActiveScorecards } from './ActiveScorecards';

/**
 * What the checks of the active scorecards read of facts, with their texts, targets and opt-outs. While
 * some active version can only be read by other replicas, it may be anything.
 *
 * @param find - Asked at each call. While there are none, it may be anything.
 */
export function factProjection(
  find: () => ActiveScorecards | undefined,
): FactProjection {
  let known: readonly ActiveScorecard[] | undefined;
  let paths: FactPaths = new Map();
  return (collector, data) => {
    const definitions = find();
    if (!definitions || definitions.held().length) {
      return data;
    }
    const current = definitions.current();
    if (current !== known) {
      known = current;
      paths = mergeFactPaths(current.map(({ compiled }) => compiled.factPaths));
    }
    const read = paths.get(collector);
    return read ? projectFact(data, read) : null;
  };
}
