/** The tab of a service. */
export const service = {} as const;
