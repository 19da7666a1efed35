import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { impact as en } from '../en/impact';

/** Impact briefs. */
export const impact: Translated<typeof en> = {};
