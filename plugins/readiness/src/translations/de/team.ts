import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { team as en } from '../en/team';

/** The pages of a team. */
export const team: Translated<typeof en> = {};
