import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * How the tier of an entity is found.
 *
 * @public
 */
export interface TierRules {
  /** Dot paths into an entity; the first that holds a text or number counts. */
  readonly paths: readonly string[];
  /** Tier (1 to 3) by declared value in lower case. */
  readonly values: ReadonlyMap<string, number>;
}

/**
 * How a tier is found where nothing is configured: our annotation, the label
 * `tier`, `spec.tier`; the values 1, 2 and 3 only.
 *
 * @public
 */
export const defaultTierRules: TierRules = Object.freeze({
  paths: Object.freeze([
    `metadata.annotations.${readinessAnnotations.tier}`,
    'metadata.labels.tier',
    'spec.tier',
  ]),
  values: new Map<string, number>(),
});
