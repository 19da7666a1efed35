/** The page of all teams. */
export const teams = {
  lastRead: 'Last read {{when}}',
  notRead: 'Not read yet',
} as const;
