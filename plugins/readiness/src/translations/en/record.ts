/** Track records. */
export const record = {} as const;
