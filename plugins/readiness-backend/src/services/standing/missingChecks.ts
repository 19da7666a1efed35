import {
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';

/** The checks behind "missing runbooks" and "missing SLOs". */
export const missingChecks = {
  runbooks: 'runbook',
  slos: 'slo-defined',
} as const;

/** What is counted as missing. */
export type MissingCheck = keyof typeof missingChecks;

/** The check behind it; undefined where the scorecard has none that is connected. */
export function findMissingCheck(
  scorecard: ReadableScorecard,
  missing: MissingCheck,
): ReadableCheck | undefined {
  return scorecard.checks.find(
    check => check.definition.id === missingChecks[missing] && check.connected,
  );
}

/** Keys of both, as far as the scorecard has them. */
export function missingCheckKeys(scorecard: ReadableScorecard): number[] {
  return (['runbooks', 'slos'] as const).flatMap(
    missing => findMissingCheck(scorecard, missing)?.key ?? [],
  );
}

/** The checks that count: enforced, and connected. */
export function countingChecks(scorecard: ReadableScorecard): ReadableCheck[] {
  return scorecard.checks.filter(
    check => check.stage === 'enforced' && check.connected,
  );
}
