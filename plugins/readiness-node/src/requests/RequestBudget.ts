/**
 * How many requests may be made of a host within an hour, counted over all replicas
 * (`readiness.requests`).
 *
 * @public
 */
export interface RequestBudget {
  /**
   * Takes requests out of what is left of the hour, before they are made.
   *
   * @param host - name of the host as in the URL, with its port if it has one, e.g. `api.github.com`
   * @param requests - how many; default 1
   * @throws RetryLaterError where the budget of the hour is used up; InputError where no hour would ever
   *   have so many
   */
  take(host: string, requests?: number): Promise<void>;
}

/**
 * A budget that never ends, for where nothing is counted: tests and the command line.
 *
 * @public
 */
export const unlimitedRequestBudget: RequestBudget = {
  take: async () => {},
};
