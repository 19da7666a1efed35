/** The widget of the home page. */
export const home = {} as const;
