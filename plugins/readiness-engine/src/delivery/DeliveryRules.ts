/**
 * What an organisation says about its events before they are counted.
 *
 * @public
 */
export interface DeliveryRules {
  /**
   * Names of the environments that are production, compared without regard to case; `*` stands for
   * any characters. All other ones are lower environments.
   */
  readonly production: readonly string[];
  /**
   * Hours before the detection of an incident within which the last production deployment counts as
   * its cause, where the incident itself names none. 0: only named ones count.
   */
  readonly incidentWindowHours: number;
  /**
   * Numbers by the severities of sources, 1 the worst; compared without regard to case. `1`, `P1`,
   * `S1`, `SEV1`, `sev-1` and `Severity 1` are understood always.
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
  production: Object.freeze([
    'production',
    'production-*',
    'production/*',
    'prod',
    'prod-*',
    'prod/*',
    'live',
  ]),
  incidentWindowHours: 24,
  severities: Object.freeze({}),
});
