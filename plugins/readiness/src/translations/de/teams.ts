import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { teams as en } from '../en/teams';

/** The page of all teams. */
export const teams: Translated<typeof en> = {
  lastRead: 'Zuletzt gelesen {{when}}',
  notRead: 'Noch nicht gelesen',
};
