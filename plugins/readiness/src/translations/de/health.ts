import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { health as en } from '../en/health';

/** What is broken, for administrators. */
export const health: Translated<typeof en> = {};
