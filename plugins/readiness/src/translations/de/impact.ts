import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { impact as en } from '../en/impact';

/** Before and after for a quarter. */
export const impact: Translated<typeof en> = {
  what: 'der Wirkungsbericht',
  title: 'Wirkungsbericht: {{subject}}',
  teams: 'Teams',
  none: 'Kein {{ref}}',
  noneHint:
    'Der Katalog kennt nichts mit diesem Namen, oder es ist nicht sichtbar.',
  allTeams: 'Alle Teams',
  quarter: 'Quartal',
  quarterName: 'Q{{quarter}} {{year}}',
  soFar: '{{quarter}} bisher',
  range: '{{from}} – {{to}}',
  compared:
    '{{quarter}} ({{range}}) verglichen mit {{before}} ({{beforeRange}})',
  unknown: 'Was nicht bekannt ist',
  headline: {
    nothing: 'Noch kann nichts verglichen werden',
    betterOf_one: '{{better, number}} von {{count, number}} Messwert besser',
    betterOf_other:
      '{{better, number}} von {{count, number}} Messwerten besser',
    worse: '{{amount, number}} schlechter',
    worseOf_one: '{{worse, number}} von {{count, number}} Messwert schlechter',
    worseOf_other:
      '{{worse, number}} von {{count, number}} Messwerten schlechter',
    same: '{{amount, number}} etwa gleich',
    sameOf_one: '{{same, number}} von {{count, number}} Messwert etwa gleich',
    sameOf_other:
      '{{same, number}} von {{count, number}} Messwerten etwa gleich',
    unknown: '{{amount, number}} weitere noch nicht vergleichbar',
  },
  verdicts: {
    better: 'Besser',
    worse: 'Schlechter',
    same: 'Etwa gleich',
    unknown: 'Nicht bekannt',
  },
  share: {
    label: 'Teilen',
    copy: 'Als Markdown kopieren',
    copied: 'Markdown ist kopiert.',
    download: '.md herunterladen',
    downloadFailed: 'Das Herunterladen ist gescheitert.',
    link: 'Link kopieren',
    linkCopied: 'Link ist kopiert.',
    print: 'Drucken',
    copyFailed: 'Konnte nicht kopiert werden.',
  },
  metrics: {
    title: 'Davor und danach',
    measure: 'Messwert',
    change: 'Änderung',
    higher: 'höher ist besser',
    lower: 'niedriger ist besser',
    notKnown: 'Nicht bekannt',
    none: 'Es wurde nichts gemessen.',
    titles: {
      'time-to-mitigate': 'Zeit bis zur Eindämmung einer Störung, Median',
      'follow-ups-in-time':
        'Rechtzeitig erledigte Folge\u00ADaufgaben von Postmortems',
      incidents: 'Störungen',
      spend: 'Ausgaben',
      'services-risen': 'Services, die eine Stufe stiegen',
      'services-fallen': 'Services, die eine Stufe fielen',
    },
  },
  entries: {
    title: 'Was geändert wurde',
    count_one: '{{count, number}} Wirkung',
    count_other: '{{count, number}} Wirkungen',
    evidence: 'Beleg',
    noEvidence: 'Kein Beleg verlinkt',
    notComplete: 'nicht vollständig',
    notKnown: 'nicht bekannt',
    values: '{{before}} → {{after}}',
    measured: '{{metric}}: {{values}}',
    none: 'In diesem Quartal endet keine Wirkung. Dateien in {{folder}} mit einem Messwert davor und danach erscheinen hier.',
  },
  standing: {
    title: 'Gemessen an den Standards',
    measure: 'Messwert',
    onTarget: 'Services am Ziel',
    checksMet: 'Erfüllte Prüfungen',
    of: '{{onTarget, number}} von {{entities, number}}',
    endOf: 'Ende {{quarter}}',
    notKnown: 'Nicht bekannt',
    none: 'Der Stand am Ende dieser Quartale ist nicht bekannt.',
  },
  record: {
    title: 'Nachweise',
    all: 'Alle Einträge',
    kind: 'Art',
    none: 'In keinem der Quartale wurde etwas festgehalten.',
  },
};
