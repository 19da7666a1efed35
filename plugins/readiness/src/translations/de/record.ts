import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { record as en } from '../en/record';

/** Track records. */
export const record: Translated<typeof en> = {};
