/** The page of all standards. */
export const standards = {} as const;
