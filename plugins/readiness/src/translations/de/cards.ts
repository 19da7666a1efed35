import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { cards as en } from '../en/cards';

/** Cards on the pages of the catalog. */
export const cards: Translated<typeof en> = {
  what: 'die Readiness',
  unknown: 'Readiness kennt dies noch nicht.',
  waiting: 'Noch nicht geprüft.',
  nothingAsked: 'Keine Scorecard verlangt etwas davon.',
  next: 'Als Nächstes: {{fix}}',
  allResults: 'Alle Ergebnisse',
  team: 'Das Team in Readiness',
  noTarget: 'Noch kein Service mit einem Ziel',
  onTarget_one: '{{number}} von {{count}} Service am Ziel',
  onTarget_other: '{{number}} von {{count}} Services am Ziel',
  openIn_one: 'offen in {{count}} Service',
  openIn_other: 'offen in {{count}} Services',
};
