/** Data sources. */
export const sources = {} as const;
