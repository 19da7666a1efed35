/** What is broken, for administrators. */
export const health = {} as const;
