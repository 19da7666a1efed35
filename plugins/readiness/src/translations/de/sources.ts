import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { sources as en } from '../en/sources';

/** Data sources. */
export const sources: Translated<typeof en> = {};
