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
  /** `none` where it depends on nothing, so that nobody has to ask again. */
  dependencies: `${readinessDomain}/dependencies`,
  /** Directory of OpenSLO documents relative to the entity's directory. */
  slos: `${readinessDomain}/slos`,
  /** Directory of Kubernetes manifests relative to the entity's directory. */
  manifests: `${readinessDomain}/manifests`,
  /** Directory of alerting rules relative to the entity's directory. */
  alerts: `${readinessDomain}/alerts`,
  /** Kubernetes namespaces, comma separated, whose policy results belong to the entity. */
  namespace: `${readinessDomain}/namespace`,
  /** Value of the cost allocation tag, where it is not the entity's name. */
  costTag: `${readinessDomain}/cost-tag`,
  /** Monthly budget: a number, a space and an ISO 4217 currency, e.g. `1200 EUR`. */
  budget: `${readinessDomain}/budget`,
  /** Time within which it has to work again after a disaster: an ISO 8601 duration, e.g. `PT4H`. */
  rto: `${readinessDomain}/rto`,
  /** How much of the newest data may be lost: an ISO 8601 duration, e.g. `PT15M`; `PT0S` is none. */
  rpo: `${readinessDomain}/rpo`,
  /** How far a failure of it reaches: `service`, `system`, `domain` or `organisation`. */
  blastRadius: `${readinessDomain}/blast-radius`,
  /** How its data has to be protected, e.g. `internal` or `confidential`. */
  dataClassification: `${readinessDomain}/data-classification`,
  /** `true` where it keeps or handles data about people. */
  personalData: `${readinessDomain}/personal-data`,
  /** For how long personal data is kept: an ISO 8601 duration, e.g. `P2Y`. */
  retention: `${readinessDomain}/retention`,
  /** Where personal data is encrypted, comma separated: `at-rest`, `in-transit`. */
  encryption: `${readinessDomain}/encryption`,
  /** Path or http(s) URL of the record of processing activities. */
  processingRecord: `${readinessDomain}/processing-record`,
  /** Ids of services, comma separated, by which events of delivery and incidents name the entity. */
  deliveryServices: `${readinessDomain}/delivery-services`,
  /** Entity ref that it had before it was renamed, e.g. `component:default/shop` or `shop`. */
  previousRef: `${readinessDomain}/previous-ref`,
  /** Package URLs of its artifacts, comma separated, without version, e.g. `pkg:oci/checkout`. */
  deliveryArtifacts: `${readinessDomain}/delivery-artifacts`,
} as const;

/**
 * Annotations of OpenSLO documents (`metadata.annotations`) that Readiness reads.
 *
 * @public
 */
export const openSloAnnotations = {
  /** What users do that the SLO protects, in a few words, e.g. `Pay for a basket`. */
  journey: `${readinessDomain}/journey`,
  /** Date of the last review, `YYYY-MM-DD`. */
  reviewed: `${readinessDomain}/reviewed`,
  /** What happens when the budget is exhausted: a path relative to the entity's directory, or an http(s) URL. */
  errorBudgetPolicy: `${readinessDomain}/error-budget-policy`,
} as const;
