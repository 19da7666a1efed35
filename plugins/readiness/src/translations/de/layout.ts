import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { layout as en } from '../en/layout';

/** What several pages are made of. */
export const layout: Translated<typeof en> = {
  change: {
    none: 'Unverändert seit {{days}} Tagen',
    days_one: '{{points}} in {{count}} Tag',
    days_other: '{{points}} in {{count}} Tagen',
    points_one: '{{number}} Punkt',
    points_other: '{{number}} Punkte',
    nothingToCompare: 'Noch nichts zum Vergleichen',
    comparedWith: 'Verglichen mit dem {{day}}',
  },
  longWords: {
    showAll: 'Alles zeigen',
    showLess: 'Weniger zeigen',
    showAllOf: 'Alles zeigen: {{what}}',
    showLessOf: 'Weniger zeigen: {{what}}',
  },
  pager: {
    nothing: 'Keine {{what}}',
    range: '{{what}} {{first}}–{{last}}',
    rangeOfTotal: '{{what}} {{first}}–{{last}} von {{total}}',
    previous: 'Zurück',
    next: 'Weiter',
  },
  table: {
    scrolls: '{{label}}, lässt sich verschieben',
  },
  actions: {
    label: 'Teilen',
    link: 'Link kopieren',
    linkCopied: 'Link ist kopiert.',
    print: 'Drucken',
    notCopied: 'Konnte nicht kopiert werden.',
  },
  done: '{{label}}: erledigt.',
  wayBack: 'Weg zurück',
  allTiers: 'Alle Tiers',
  noOwner: 'Niemand zuständig',
  tabs: {
    teams: 'Teams',
    standards: 'Standards',
  },
};
