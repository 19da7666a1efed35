/** The readiness review. */
export const review = {} as const;
