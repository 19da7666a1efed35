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
  verdictCauses: {
    'not-measured': 'nicht gemessen',
    incomplete: 'nicht durchgehend erfasst',
    'too-few': 'zu wenige für einen Vergleich',
    'not-over': 'Quartal ist nicht zu Ende',
    chance: 'kann Zufall sein',
  },
  unknowns: {
    'quarter-not-over':
      '{{quarter}} ist nicht zu Ende: Gezählt wird bis {{day}}, daher sind Anzahlen noch nicht vergleichbar.',
    'too-many-deliveries':
      'Es sind mehr Deployments und Änderungen, als sich zusammen zählen lassen: Sie stehen in den Berichten der untergeordneten Teams.',
    'no-events':
      'Von Deployments und Störungen ist nichts gemeldet, daher lässt sich zur Auslieferung nichts sagen.',
    'events-since':
      'Deployments und Störungen sind erst seit {{day}} bekannt: Ein Vergleich mit der Zeit davor ist nicht vollständig.',
    'no-incidents':
      'Noch nie wurde eine Störung gemeldet, daher ist nicht bekannt, ob es welche gab.',
    'levels-incomplete':
      'Änderungen der Stufen wurden nicht vom Anfang des früheren Quartals an erfasst.',
    'standing-of-service':
      'Wie ein einzelner Service an einem Tag stand, wird nicht festgehalten, nur wie Teams standen.',
    'standing-of-visible':
      'Wie das Team stand, erfährt nur, wer das ganze Team sehen darf.',
    'no-snapshot-before':
      'Der Stand des Teams am Ende des früheren Quartals wurde nicht erfasst.',
    'no-snapshot-after':
      'Der Stand des Teams am Ende des späteren Quartals wurde nicht erfasst.',
    'no-snapshots':
      'Der Stand des Teams am Ende dieser Quartale wurde nicht erfasst.',
    'no-spend':
      'Die Ausgaben beider Quartale sind nicht für jeden Monat in einer Währung bekannt.',
    'documents-unread_one':
      'Bei {{count, number}} Service wurden nicht alle Dokumente gelesen, daher können Nachweise fehlen.',
    'documents-unread_other':
      'Bei {{count, number}} Services wurden nicht alle Dokumente gelesen, daher können Nachweise fehlen.',
    hidden_one:
      '{{count, number}} Service von {{subject}} ist nicht sichtbar und in keiner Zahl enthalten.',
    hidden_other:
      '{{count, number}} Services von {{subject}} sind nicht sichtbar und in keiner Zahl enthalten.',
  },
  share: {
    copy: 'Als Markdown kopieren',
    copied: 'Markdown ist kopiert.',
    download: '.md herunterladen',
    downloadFailed: 'Das Herunterladen ist gescheitert.',
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
