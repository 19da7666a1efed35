import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { loading as en } from '../en/loading';

/** Waiting, refusal and failure. */
export const loading: Translated<typeof en> = {};
