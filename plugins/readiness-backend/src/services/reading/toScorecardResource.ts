import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import { ScorecardResource } from '@team-readiness/backstage-plugin-readiness-node';

/** What rules may look at of a scorecard. */
export function toScorecardResource(
  compiled: Pick<CompiledScorecard, 'name' | 'document'>,
): ScorecardResource {
  return {
    name: compiled.name,
    ownerRef:
      compiled.document.metadata.owner?.toLocaleLowerCase('en-US') ?? null,
  };
}
