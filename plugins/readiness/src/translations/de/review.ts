import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { review as en } from '../en/review';

/** The readiness review. */
export const review: Translated<typeof en> = {};
