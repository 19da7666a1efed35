import { JsonObject } from '@backstage/types';

/**
 * What a collector last saw about one entity, with its age.
 *
 * @public
 */
export interface FactSnapshot {
  /** Id of the collector, e.g. `repository`. */
  collector: string;
  /** Typed JSON in the shape of the collector's schema. */
  data: JsonObject;
  /** ISO 8601, UTC: when it was seen. */
  observedAt: string;
  /** ISO 8601, UTC: from then on it is stale. `null`: never. */
  expiresAt: string | null;
}
