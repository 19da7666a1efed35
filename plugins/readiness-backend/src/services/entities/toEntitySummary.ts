import { EntitySummary } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityScoreRow } from '../../database/operations/reading';
import { readOwners } from '../reading/entityRefs';
import { nameLevel, ReadableScorecard } from '../reading/ReadableScorecards';
import { toShare } from '../standing/toShare';

/** A row of a list, as the API shows it. */
export function toEntitySummary(
  row: EntityScoreRow,
  scorecard: ReadableScorecard,
): EntitySummary {
  return {
    ref: row.ref,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    title: row.title,
    type: row.type,
    lifecycle: row.lifecycle,
    tier: row.tier,
    owners: readOwners(row.owners),
    level: row.level,
    levelName: nameLevel(scorecard, row.level),
    targetLevel: row.target_level,
    onTarget: row.on_target === null ? null : Boolean(row.on_target),
    fixes: row.fixes,
    held: row.held_until !== null,
    exemptions: row.exemptions,
    share: toShare(row),
    inGrace: Boolean(row.in_grace),
  };
}
