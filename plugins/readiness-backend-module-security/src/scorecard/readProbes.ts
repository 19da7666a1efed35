import { JsonObject } from '@backstage/types';
import { textOf } from '../json';
import { ProbeOutcome } from './ScorecardResult';

/** Words of Scorecard 5 (`True`), and of Scorecard 4 (`Positive`). */
const outcomes: Record<string, ProbeOutcome> = {
  true: 'true',
  positive: 'true',
  false: 'false',
  negative: 'false',
  notapplicable: 'not-applicable',
  notavailable: 'unknown',
  notsupported: 'unknown',
  error: 'unknown',
};

/** Of several findings of a probe the first of these counts. */
const order: readonly ProbeOutcome[] = [
  'false',
  'unknown',
  'true',
  'not-applicable',
];

/** The outcome of two findings of one probe together. */
export function combine(one: ProbeOutcome, other: ProbeOutcome): ProbeOutcome {
  return order.find(it => it === one || it === other) ?? 'unknown';
}

/** What is wrong with findings, and what the probes say. */
export interface ProbesRead {
  probes: Map<string, ProbeOutcome>;
  problems: string[];
}

/**
 * Reads the findings of Scorecard's format `probe`.
 *
 * A word that is not known, as a later version may bring one, is `unknown`. So is a number: versions 4 to 4.13 wrote outcomes
 * as numbers, whose meaning changed between them.
 */
export function readProbes(findings: readonly JsonObject[]): ProbesRead {
  const probes = new Map<string, ProbeOutcome>();
  const strange = new Set<string>();
  for (const finding of findings) {
    const name = textOf(finding.probe, 100);
    if (name !== undefined) {
      const word = textOf(finding.outcome, 50)?.toLowerCase() ?? '';
      const known = Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
      if (!known) {
        strange.add(String(finding.outcome).slice(0, 50));
      }
      const outcome = known ?? 'unknown';
      const before = probes.get(name);
      probes.set(name, before ? combine(before, outcome) : outcome);
    }
  }
  const problems =
    strange.size > 0
      ? [
          `Outcomes that are not known count as unknown: ${[...strange]
            .slice(0, 5)
            .join(', ')}.`,
        ]
      : [];
  return { probes, problems };
}
