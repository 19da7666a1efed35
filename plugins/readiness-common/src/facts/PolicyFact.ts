/**
 * Fact of the collector `policy`: what policy engines reported.
 *
 * @public
 */
export type PolicyFact = {
  /** How many results in all belong to the entity. */
  results: number;
  /** ISO time of the newest report that names the entity. */
  reportedAt: string | null;
  violations: Array<{
    policy: string;
    rule: string | null;
    /** A violation without severity is `medium`. */
    severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
    /** `Kind/namespace/name` of the object. */
    object: string;
    /** ISO time: the earliest of the result's own timestamp and when we first saw it. */
    firstSeen: string;
    /** How the entity was found: `namespace`, `label`, `annotation` or `name` (workloads of the entity's own name). */
    mappedBy: string;
    source: string;
  }>;
};
