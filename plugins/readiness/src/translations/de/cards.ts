import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { cards as en } from '../en/cards';

/** Cards on the pages of the catalog. */
export const cards: Translated<typeof en> = {};
