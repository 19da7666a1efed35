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
 * @param exemptUntil - ISO date on which the exemption ends; only read for `exempt`
 * @returns "Met", "Not met", "No data", "Does not apply", "Exempt until 7 Oct 2026" or "Check failed to run"
 * @public
 */
export function outcomeWords(
  outcome: Outcome,
  exemptUntil?: string | null,
): string {
  return outcome === 'exempt' && exemptUntil
    ? `Exempt until ${dayWords(exemptUntil)}`
    : words[outcome];
}
