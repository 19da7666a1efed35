/**
 * Fact of the collector `slo`: the OpenSLO documents that belong to an entity.
 *
 * @public
 */
export type SloFact = {
  location: string;
  slos: Array<{
    name: string;
    /** `spec.service`, or null. */
    service: string | null;
    /** Objectives, each target as a fraction in [0, 1); null where none is given. */
    targets: number[];
    /** Duration shorthand of the one time window, e.g. `28d`; null where missing. */
    window: string | null;
    /** Has at least one objective with a target, one time window and an indicator. */
    complete: boolean;
    /** An alert policy of it has a condition of kind `burnrate`. */
    burnRateAlert: boolean;
    path: string;
  }>;
  /** Documents that could not be read; each is a problem of the entity. */
  broken: number;
};
