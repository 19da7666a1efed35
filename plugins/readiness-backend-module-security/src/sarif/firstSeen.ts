import { SarifFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Analysis } from './analyses';
import { ScannedFinding } from './ScannedRun';

/** When the findings of the earlier fact were first seen. */
export class EarlierFindings {
  readonly #times = new Map<string, number>();

  constructor(previous: SarifFact | undefined) {
    for (const finding of previous?.findings ?? []) {
      const time = Date.parse(finding.firstSeen);
      const key = EarlierFindings.#keyOf(
        finding,
        finding.fingerprint ?? finding.path,
      );
      if (Number.isFinite(time)) {
        this.#times.set(key, Math.min(time, this.#times.get(key) ?? Infinity));
      }
    }
  }

  /** @param tool - that found it */
  find(tool: string, finding: ScannedFinding): number | undefined {
    const named = { tool, rule: finding.rule };
    return (
      this.#times.get(EarlierFindings.#keyOf(named, finding.fingerprint)) ??
      this.#times.get(EarlierFindings.#keyOf(named, finding.path))
    );
  }

  static #keyOf(
    { tool, rule }: { tool: string; rule: string },
    identity: string | null,
  ): string {
    return JSON.stringify([tool, rule, identity]);
  }
}

/**
 * When a finding was first seen: in the first of the successive analyses that have it, earlier where the earlier fact knows
 * it and no analysis in between is without it, and when the tool says so.
 *
 * @param analyses - that succeeded, the newest first
 * @param known - of the earlier fact, if it has it
 * @returns milliseconds since 1970
 */
export function firstSeenOf(
  finding: ScannedFinding,
  analyses: readonly Analysis[],
  known: number | undefined,
  now: number,
): number {
  const times = [now];
  let goneAt = -Infinity;
  for (const { findings, finishedAt } of analyses) {
    if (!findings.has(finding.fingerprint)) {
      goneAt = finishedAt ?? -Infinity;
      break;
    }
    times.push(finishedAt ?? now);
  }
  // One that was away is a new one, whatever was known before.
  if (known !== undefined && known > goneAt) {
    times.push(known);
  }
  if (finding.firstDetectedAt !== null) {
    times.push(finding.firstDetectedAt);
  }
  return Math.min(...times);
}
