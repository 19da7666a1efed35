/** The list of services. */
export const services = {} as const;
