/** How changes reach production. */
export const delivery = {} as const;
