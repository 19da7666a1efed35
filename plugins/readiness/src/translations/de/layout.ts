import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { layout as en } from '../en/layout';

/** What several pages are made of. */
export const layout: Translated<typeof en> = {};
