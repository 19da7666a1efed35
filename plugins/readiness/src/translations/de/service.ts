import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { service as en } from '../en/service';

/** The tab of a service. */
export const service: Translated<typeof en> = {};
