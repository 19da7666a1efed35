import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { home as en } from '../en/home';

/** On the home page of the portal. */
export const home: Translated<typeof en> = {
  what: 'den Stand der eigenen Teams',
  teams: 'Meine Teams',
  onTarget_one: '{{onTarget, number}} von {{count, number}} Service am Ziel',
  onTarget_other: '{{onTarget, number}} von {{count, number}} Services am Ziel',
  noTarget: 'Noch kein Service mit einem Ziel',
  noTeams:
    'Kein Team des Katalogs, das Services hat, führt dieses Konto als Mitglied, oder niemand ist angemeldet.',
  fixes: 'Nächste Schritte',
  noFixes: 'Alle Services dieser Teams sind am Ziel.',
  lifts_one: 'Bringt {{count, number}} Service an sein Ziel, {{effort}}',
  lifts_other: 'Bringt {{count, number}} Services an ihr Ziel, je {{effort}}',
  open_one: 'Offen in {{count, number}} Service, {{effort}}',
  open_other: 'Offen in {{count, number}} Services, je {{effort}}',
  services: 'Meine Services unter dem Ziel',
  allTeams: 'Alle Teams',
};
