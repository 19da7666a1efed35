import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { delivery as en } from '../en/delivery';

/** How changes reach production. */
export const delivery: Translated<typeof en> = {};
