import { TeamFix } from '@team-readiness/backstage-plugin-readiness-common';
import {
  OpenFix,
  rankOpenFixes,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  Gate,
  NarrowedGates,
  OpenGates,
} from '../../database/operations/reading';
import {
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';

function isCountingGate(check: ReadableCheck): boolean {
  return check.definition.gate && check.stage === 'enforced' && check.connected;
}

/** The gates that count now. */
export function listGates(scorecard: ReadableScorecard): Gate[] {
  return scorecard.checks.filter(isCountingGate).map(check => ({
    checkKey: check.key,
    level: check.definition.level,
  }));
}

/**
 * Which of its open gates an entity with a narrowed target has to fix. The
 * number of fixes tells which target is its own; among targets that ask for
 * equally many of them the first one is taken.
 *
 * @returns null where no target fits: the entity waits for evaluation
 */
function findNarrowed(
  scorecard: ReadableScorecard,
  narrowed: NarrowedGates,
): number[] | null {
  const { targets } = scorecard.active.compiled.document.spec;
  for (const { level, only } of targets) {
    if (only && level === narrowed.targetLevel) {
      const asked = narrowed.checkKeys.filter(key => {
        const check = scorecard.checksByKey.get(key)?.definition;
        return (
          check !== undefined &&
          (only.areas?.includes(check.area) || only.checks?.includes(check.id))
        );
      });
      if (asked.length === narrowed.fixes) {
        return asked;
      }
    }
  }
  return null;
}

/** An {@link OpenFix} of one owner set. */
export interface OwnerSetFix extends OpenFix {
  ownerSetId: number;
}

/**
 * What is open, as sums for each check, owner set and template.
 *
 * @param open - what `readOpenGates` found for the gates of {@link listGates}
 */
export function listOpenFixes(
  scorecard: ReadableScorecard,
  open: OpenGates,
): OwnerSetFix[] {
  const toFix = (checkKey: number, count: Omit<OwnerSetFix, 'checkId'>) => {
    const check = scorecard.checksByKey.get(checkKey)?.definition;
    return check ? [{ checkId: check.id, ...count }] : [];
  };
  return [
    ...open.gates.flatMap(({ checkKey, ...count }) => toFix(checkKey, count)),
    ...open.narrowed.flatMap(narrowed =>
      (findNarrowed(scorecard, narrowed) ?? []).flatMap(checkKey =>
        toFix(checkKey, {
          ownerSetId: narrowed.ownerSetId,
          template: narrowed.template,
          entities: narrowed.entities,
          lifted: narrowed.fixes === 1 ? narrowed.entities : 0,
        }),
      ),
    ),
  ];
}

/**
 * Ranks fixes: those that lift most entities to their target for each hour of work first.
 *
 * @param open - from {@link listOpenFixes}
 */
export function rankFixes(
  scorecard: ReadableScorecard,
  open: readonly OwnerSetFix[],
): TeamFix[] {
  const checks = scorecard.checks.map(({ definition }) => definition);
  return rankOpenFixes(checks, open).map(fix => ({
    scorecard: scorecard.ref.id,
    ...fix,
  }));
}
