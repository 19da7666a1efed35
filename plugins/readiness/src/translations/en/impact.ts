/** Impact briefs. */
export const impact = {} as const;
