import { EntityLevel } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityLevelRow } from '../../database/operations/reading';
import { nameLevel, ReadableScorecard } from '../reading/ReadableScorecards';

/**
 * Rows as the API shows them, one an entity.
 *
 * @param rows - of any of the scorecards
 * @param scorecards - the first of them that asks something of an entity is the one that tells its level
 */
export function toEntityLevels(
  rows: readonly EntityLevelRow[],
  scorecards: readonly ReadableScorecard[],
): EntityLevel[] {
  const levels = new Map<string, EntityLevel>();
  for (const scorecard of scorecards) {
    for (const row of rows) {
      if (
        row.definition_id === scorecard.active.definitionId &&
        !levels.has(row.ref)
      ) {
        levels.set(row.ref, toEntityLevel(row, scorecard));
      }
    }
  }
  return [...levels.values()];
}

function toEntityLevel(
  row: EntityLevelRow,
  scorecard: ReadableScorecard,
): EntityLevel {
  return {
    ref: row.ref,
    scorecard: scorecard.ref,
    level: row.level,
    levelName: nameLevel(scorecard, row.level),
    levels: scorecard.active.compiled.document.spec.levels.length,
    targetLevel: row.target_level,
    onTarget: row.on_target === null ? null : Boolean(row.on_target),
    fixes: row.fixes,
    held: row.held_until !== null,
    exemptions: row.exemptions,
    inGrace: Boolean(row.in_grace),
  };
}
