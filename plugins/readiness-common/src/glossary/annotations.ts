/**
 * The prefix of every annotation and API version that is ours.
 *
 * @public
 */
export const readinessDomain = 'team-readiness.dev';

/**
 * Prefix of the annotation by which an entity opts out of a check, followed by
 * `/<check>` or `/<scorecard>.<check>`. The value is the reason.
 *
 * @public
 */
export const optOutPrefix = `opt-out.${readinessDomain}`;

/**
 * Annotations that Readiness reads. Conventions of others (`backstage.io/techdocs-ref`,
 * `pagerduty.com/service-id`, …) come first wherever both exist.
 *
 * @public
 */
export const readinessAnnotations = {
  /** `1`, `2` or `3`, or a value mapped by `readiness.tier.values`. */
  tier: `${readinessDomain}/tier`,
  /** Path of the runbook relative to the entity's directory, or an http(s) URL. */
  runbook: `${readinessDomain}/runbook`,
  /** Path of the architecture overview relative to the entity's directory. */
  architecture: `${readinessDomain}/architecture`,
  /** Directory of OpenSLO documents relative to the entity's directory. */
  slos: `${readinessDomain}/slos`,
  /** Directory of Kubernetes manifests relative to the entity's directory. */
  manifests: `${readinessDomain}/manifests`,
  /** Kubernetes namespaces, comma separated, whose policy results belong to the entity. */
  namespace: `${readinessDomain}/namespace`,
  /** Value of the cost allocation tag, where it is not the entity's name. */
  costTag: `${readinessDomain}/cost-tag`,
  /** Monthly budget: a number, a space and an ISO 4217 currency, e.g. `1200 EUR`. */
  budget: `${readinessDomain}/budget`,
} as const;
