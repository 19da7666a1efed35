import { TeamFix } from '@team-readiness/backstage-plugin-readiness-common';
import {
  OpenFix,
  rankOpenFixes,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  Gate,
  NarrowedGates,
  OpenGate,
} from '../../database/operations/reading';
import {
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';

const shownFixes = 3;

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

/** What is open, as sums for each check and template. */
function listOpenFixes(
  scorecard: ReadableScorecard,
  open: { gates: readonly OpenGate[]; narrowed: readonly NarrowedGates[] },
): OpenFix[] {
  const toFix = (checkKey: number, count: Omit<OpenFix, 'checkId'>) => {
    const check = scorecard.checksByKey.get(checkKey)?.definition;
    return check ? [{ checkId: check.id, ...count }] : [];
  };
  return [
    ...open.gates.flatMap(({ checkKey, ...count }) => toFix(checkKey, count)),
    ...open.narrowed.flatMap(narrowed =>
      (findNarrowed(scorecard, narrowed) ?? []).flatMap(checkKey =>
        toFix(checkKey, {
          template: narrowed.template,
          entities: 1,
          lifted: narrowed.fixes === 1 ? 1 : 0,
        }),
      ),
    ),
  ];
}

/**
 * The fixes that lift most entities to their target for each hour of work.
 *
 * @param open - what `readOpenGates` found for the gates of {@link listGates}
 */
export function rankFixes(
  scorecard: ReadableScorecard,
  open: { gates: readonly OpenGate[]; narrowed: readonly NarrowedGates[] },
): TeamFix[] {
  const checks = scorecard.checks.map(({ definition }) => definition);
  return rankOpenFixes(checks, listOpenFixes(scorecard, open))
    .slice(0, shownFixes)
    .map(fix => ({ scorecard: scorecard.ref.id, ...fix }));
}
