/** What several pages are made of. */
export const layout = {} as const;
