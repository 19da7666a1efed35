import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import { dayWords } from '../dates/dateWords';

const words: Readonly<Record<Outcome, string>> = {
  pass: 'Met',
  fail: 'Not met',
  unknown: 'No data',
  'not-applicable': 'Does not apply',
  exempt: 'Exempt',
  error: 'Check failed to run',
};

/**
 * What readers call an outcome.
 *
 * @param outcome - the outcome of a result
 * @param exemption - of `exempt`: the ISO date on which the exemption ends, or that the entity has opted out
 * @returns "Met", "Not met", "No data", "Does not apply", "Exempt until 7 Oct 2026", "Opted out" or "Check failed to run"
 * @public
 */
export function outcomeWords(
  outcome: Outcome,
  exemption: { until?: string | null; optedOut?: boolean } = {},
): string {
  if (outcome === 'exempt' && exemption.optedOut) {
    return 'Opted out';
  }
  return outcome === 'exempt' && exemption.until
    ? `Exempt until ${dayWords(exemption.until)}`
    : words[outcome];
}
