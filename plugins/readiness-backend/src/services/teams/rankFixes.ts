import { TeamFix } from '@team-readiness/backstage-plugin-readiness-common';
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

/**
 * The fixes that lift most entities to their target for each hour of work.
 *
 * @param open - what `readOpenGates` found for the gates of {@link listGates}
 */
export function rankFixes(
  scorecard: ReadableScorecard,
  open: { gates: readonly OpenGate[]; narrowed: readonly NarrowedGates[] },
): TeamFix[] {
  const counts = new Map(
    open.gates.map(({ checkKey, entities, lifted }) => [
      checkKey,
      { entities, lifted },
    ]),
  );
  for (const narrowed of open.narrowed) {
    for (const key of findNarrowed(scorecard, narrowed) ?? []) {
      const count = counts.get(key) ?? { entities: 0, lifted: 0 };
      counts.set(key, {
        entities: count.entities + 1,
        lifted: count.lifted + (narrowed.fixes === 1 ? 1 : 0),
      });
    }
  }
  return [...counts]
    .flatMap(([key, count]): TeamFix[] => {
      const check = scorecard.checksByKey.get(key)?.definition;
      return check
        ? [
            {
              scorecard: scorecard.ref.id,
              checkId: check.id,
              title: check.title,
              area: check.area,
              level: check.level,
              effort: check.effort,
              ...count,
            },
          ]
        : [];
    })
    .sort(
      (a, b) =>
        b.lifted / b.effort - a.lifted / a.effort ||
        b.entities / b.effort - a.entities / a.effort ||
        a.level - b.level ||
        (a.checkId < b.checkId ? -1 : 1),
    )
    .slice(0, shownFixes);
}
