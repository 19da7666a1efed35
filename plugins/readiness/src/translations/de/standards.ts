import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { standards as en } from '../en/standards';

/** The page of all standards. */
export const standards: Translated<typeof en> = {};
