import {
  ExitCriteria,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * How far a team is with what makes it a senior one: the gates that count of the highest level that is offered to it,
 * of the first scorecard that asks something of the group itself.
 *
 * @param own - the group against the scorecards that ask something of groups
 * @returns null where none does
 */
export function toExitCriteria(
  own: readonly ScorecardReadiness[],
): ExitCriteria | null {
  for (const { scorecard, ceiling, results } of own) {
    const gates = results.filter(
      ({ gate, counts, level, outcome }) =>
        gate && counts && level === ceiling && outcome !== 'not-applicable',
    );
    if (gates.length > 0) {
      const missing = gates.filter(
        ({ outcome }) => outcome !== 'pass' && outcome !== 'exempt',
      );
      return {
        scorecard,
        met: gates.length - missing.length,
        total: gates.length,
        missing: missing.map(({ checkId, title, outcome }) => ({
          checkId,
          title,
          outcome,
        })),
      };
    }
  }
  return null;
}
