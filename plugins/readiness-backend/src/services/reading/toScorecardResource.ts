import { ScorecardResource } from '@team-readiness/backstage-plugin-readiness-node';
import { ActiveScorecard } from '../../definitions/ActiveScorecards';

/** What rules may look at of a scorecard. */
export function toScorecardResource({
  compiled,
  owner,
}: Pick<ActiveScorecard, 'compiled' | 'owner'>): ScorecardResource {
  return {
    name: compiled.name,
    ownerRef: owner?.toLocaleLowerCase('en-US') ?? null,
  };
}
