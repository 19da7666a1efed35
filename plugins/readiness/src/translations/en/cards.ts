/** Cards on the pages of the catalog. */
export const cards = {} as const;
