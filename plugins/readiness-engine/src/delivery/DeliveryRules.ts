/**
 * What an environment is.
 *
 * @public
 */
export interface EnvironmentRule {
  /**
   * Name, or glob: `*` stands for any characters, `?` for one. Compared without regard to case, with
   * the whole name.
   */
  readonly match: string;
  readonly production: boolean;
  /** Place on the way to production, the lowest first. Undefined: not told. */
  readonly order?: number;
}

/**
 * What an organisation says about its events before they are counted. Plain JSON, so that a digest
 * of it tells whether it changed.
 *
 * @public
 */
export interface DeliveryRules {
  /** The first rule that fits counts; an environment that none fits is not production. */
  readonly environments: readonly EnvironmentRule[];
  /**
   * Hours before the detection of an incident within which the last production deployment counts as
   * its cause, where the incident itself names none. 0: only named ones count.
   */
  readonly incidentWindowHours: number;
  /**
   * Numbers by the severities of sources, 1 the worst; compared without regard to case. What is a
   * number already, such as `P1`, `SEV 1` or `Severity-1`, is understood always.
   */
  readonly severities: Readonly<Record<string, number>>;
}

/**
 * What is taken where an organisation says nothing: production by its usual names, incidents within
 * a day after a deployment.
 *
 * @public
 */
export const defaultDeliveryRules: DeliveryRules = Object.freeze({
  environments: Object.freeze([
    { match: 'prod*', production: true },
    { match: 'live*', production: true },
  ]),
  incidentWindowHours: 24,
  severities: Object.freeze({}),
});
