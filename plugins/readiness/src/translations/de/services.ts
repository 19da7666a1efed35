import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { services as en } from '../en/services';

/** The list of services. */
export const services: Translated<typeof en> = {};
