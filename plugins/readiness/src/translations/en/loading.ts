/** Waiting, refusal and failure. */
export const loading = {} as const;
