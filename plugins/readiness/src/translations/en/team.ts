/** The pages of a team. */
export const team = {} as const;
