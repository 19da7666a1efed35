import { Translated } from '../flattenMessages';
import type { en } from '../en';
import { charts } from './charts';

/** The words of what other plugins may show too, in German. */
export const de: Translated<typeof en> = {
  format: {
    locale: 'de-DE',
    percent: '{{number}} %',
    noNumber: '–',
    unknownDay: 'an einem unbekannten Tag',
    unknownTime: 'zu einer unbekannten Zeit',
    unknownMonth: 'in einem unbekannten Monat',
    justNow: 'gerade eben',
    atUnknownTime: 'zu einer unbekannten Zeit',
  },
  durations: {
    short: 'weniger als 1 Sek.',
    days: '{{number}} Tg.',
    hours: '{{number}} Std.',
    minutes: '{{number}} Min.',
    seconds: '{{number}} Sek.',
  },
  efforts: {
    minutes_one: 'etwa {{count}} Min.',
    minutes_other: 'etwa {{count}} Min.',
    hours_one: 'etwa {{count}} Std.',
    hours_other: 'etwa {{count}} Std.',
    days_one: 'etwa {{count}} Tag',
    days_other: 'etwa {{count}} Tage',
  },
  tiers: {
    tier: 'Tier {{tier}}',
    none: 'Kein Tier',
  },
  truths: {
    true: 'Wahr',
    false: 'Falsch',
    failed: 'Nicht zu sagen',
    'not-reached': 'Nicht nötig',
  },
  values: {
    none: 'nichts',
  },
  conditions: {
    all: 'Alle davon',
    any: 'Mindestens eines davon',
    not: 'Das Gegenteil davon',
    choice: 'Je nach dem ersten davon',
    if: 'wenn',
    then: 'dann',
    otherwise: 'sonst',
    decided: 'Gab den Ausschlag',
    valuesSeen: 'Gesehene Werte',
  },
  charts,
  areas: {
    ownership: 'Zuständigkeit',
    documentation: 'Dokumentation',
    slos: 'SLOs',
    policy: 'Richtlinien',
    cost: 'Kosten',
    architecture: 'Architektur',
    platform: 'Plattform',
    delivery: 'Auslieferung',
    incidents: 'Störungen',
    security: 'Sicherheit',
    ml: 'Maschinelles Lernen',
  },
  outcomes: {
    pass: 'Erfüllt',
    fail: 'Nicht erfüllt',
    unknown: 'Keine Daten',
    'not-applicable': 'Trifft nicht zu',
    exempt: 'Ausgenommen',
    exemptUntil: 'Ausgenommen bis {{day}}',
    optedOut: 'Abgemeldet',
    error: 'Prüfung ist gescheitert',
  },
  levels: {
    level: 'Stufe {{level}} {{name}}',
    none: 'Noch unter Stufe {{level}}',
    exemptions_one: '{{standing}} ({{count}} Ausnahme)',
    exemptions_other: '{{standing}} ({{count}} Ausnahmen)',
  },
  targets: {
    none: 'Kein Ziel',
    met: 'Am Ziel',
    missed: 'Unter dem Ziel',
    fixes_one: '{{count}} Schritt unter dem Ziel',
    fixes_other: '{{count}} Schritte unter dem Ziel',
  },
  shares: {
    nothingApplies: 'Hier trifft nichts zu',
    adoption:
      'Umsetzung {{percent}}: {{passed}} von {{applicable}} erfüllt, nach Gewicht',
    scoreLacksData: 'Punktzahl: zu wenig Daten',
    score: 'Punktzahl {{percent}}: {{passed}} von {{known}} bekannten',
    coverage: 'Abdeckung {{percent}}: {{known}} von {{applicable}} haben Daten',
  },
  columns: {
    none: 'Keine Stufe',
    failed: 'Nicht ladbar',
  },
  grid: {
    fold: 'Ausblenden, was unter {{name}} steht',
    unfold: 'Anzeigen, was unter {{name}} steht',
  },
};
