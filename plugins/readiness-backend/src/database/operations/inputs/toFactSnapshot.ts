import { FactSnapshot } from '@team-readiness/backstage-plugin-readiness-common';
import { FactsRow } from '../../tables';

/**
 * A fact as the engine reads it.
 *
 * @throws SyntaxError where the data is no JSON
 */
export function toFactSnapshot(row: FactsRow): FactSnapshot {
  return {
    collector: row.collector,
    data: JSON.parse(row.data),
    observedAt: new Date(Number(row.observed_at)).toISOString(),
    expiresAt:
      row.expires_at === null
        ? null
        : new Date(Number(row.expires_at)).toISOString(),
  };
}
