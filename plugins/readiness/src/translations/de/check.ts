import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { check as en } from '../en/check';

/** The page of a check. */
export const check: Translated<typeof en> = {};
