import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { home as en } from '../en/home';

/** The widget of the home page. */
export const home: Translated<typeof en> = {};
