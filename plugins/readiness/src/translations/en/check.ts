/** The page of a check. */
export const check = {} as const;
