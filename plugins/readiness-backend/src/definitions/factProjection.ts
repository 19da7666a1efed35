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
 * @param definitions - Asked at each call.
 */
export function factProjection(definitions: ActiveScorecards): FactProjection {
  let known: readonly ActiveScorecard[] | undefined;
  let paths: FactPaths = new Map();
  return (collector, data) => {
    if (definitions.held().length) {
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
