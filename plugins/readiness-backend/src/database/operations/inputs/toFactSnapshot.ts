import { FactSnapshot } from '@team-readiness/backstage-plugin-readiness-common';
import { FactsRow } from '../../tables';

/** Facts that were observed together have the same times, and a time takes longer to write than to compare. */
class LastTime {
  #ms = NaN;
  #iso = '';

  toIso(ms: number): string {
    if (ms !== this.#ms) {
      this.#iso = new Date(ms).toISOString();
      this.#ms = ms;
    }
    return this.#iso;
  }
}

const observed = new LastTime();
const expiry = new LastTime();

/**
 * A fact as the engine reads it.
 *
 * @throws SyntaxError where the data is no JSON
 */
export function toFactSnapshot(row: FactsRow): FactSnapshot {
  return {
    collector: row.collector,
    data: JSON.parse(row.data),
    observedAt: observed.toIso(Number(row.observed_at)),
    expiresAt:
      row.expires_at === null ? null : expiry.toIso(Number(row.expires_at)),
  };
}
