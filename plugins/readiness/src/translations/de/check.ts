import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { check as en } from '../en/check';

/** The page of a check, in German. */
export const check: Translated<typeof en> = {
  what: 'Prüfung',
  standards: 'Standards',
  missing: {
    title: 'Diese Prüfung gibt es nicht',
    description: 'Die Standards haben keine Prüfung dieses Namens mehr.',
    action: 'Alle Standards',
  },
  role: {
    gate: 'nötig für Stufe {{level}} {{name}}',
    scoreOnly: 'nur für die Punktzahl',
  },
  hidden_one:
    '{{number}} Eintrag ist für Sie nicht sichtbar und in keiner Zahl enthalten.',
  hidden_other:
    '{{number}} Einträge sind für Sie nicht sichtbar und in keiner Zahl enthalten.',
  numbers: {
    notConnected:
      'Keine ihrer Datenquellen ist verbunden, daher gibt es noch keine Ergebnisse.',
    adoption: '{{percent}} Umsetzung',
    nothingEarlier: 'Noch kein früherer Tag zum Vergleichen',
    outcomes: 'Ergebnisse',
  },
  curve: {
    title: 'Umsetzung, Tag für Tag',
    what: 'Verlauf der Umsetzung',
    name: 'Umsetzung',
    label: 'Umsetzung von {{check}} vom {{from}} bis zum {{to}}',
    begun:
      'Gemessen seit dem {{day}}. Ein Verlauf zeigt sich, sobald zwei Tage bekannt sind.',
    none: 'Noch kein Tag wurde gemessen.',
    version: 'Version {{version}}: {{effect}}',
    ofTeam: 'Umsetzung bei {{team}}',
  },
  download: {
    label: 'CSV herunterladen',
    failed: 'Das Herunterladen ist gescheitert. ',
  },
  teams: {
    title: 'Nach Team',
    label: 'Teams',
    team: 'Team',
    adoption: 'Umsetzung',
    course: '90 Tage',
    met: 'Erfüllt',
    notMet: 'Nicht erfüllt',
    noData: 'Keine Daten',
    exempt: 'Ausgenommen',
    showAll: 'Alle {{number}} Teams zeigen',
  },
  services: {
    title: 'Services',
    what: 'Services',
    team: 'Team',
    allTeams: 'Alle Teams',
    tier: 'Tier',
    outcome: 'Ergebnis',
    service: 'Service',
    type: 'Art',
    owner: 'Zuständige',
    since: 'Seit',
    notCounted: '{{outcome}}, zählt noch nicht',
    none: 'Keine Services',
    shown_one: '{{number}} Service',
    shown_other: '{{number}} Services',
    moreFailed: 'Weitere Services konnten nicht geladen werden.',
    again: 'Erneut versuchen',
  },
  explained: {
    why: 'Warum',
    lookedFor: 'Wonach gesucht wird',
    howToFix: 'So wird sie erfüllt',
    about: 'Über diese Prüfung',
    owner: 'Zuständige',
    optOut: 'Abmeldung',
    mayOptOut:
      'Ein Service kann sich mit einer Begründung abmelden, durch die Annotation {{annotation}}.',
    noOptOut:
      'Nicht möglich. Eine Ausnahme wird mit den Zuständigen vereinbart.',
    condition: 'Bedingung',
    showCondition: 'Ausdruck zeigen',
    askedWhen: 'Gefragt, wenn:',
    metWhen: 'Erfüllt, wenn:',
  },
  owner: {
    none: 'Die Scorecard nennt keine Zuständigen.',
    answers: 'Zuständig: {{owner}}',
    tell: 'Den Zuständigen der Prüfung schreiben',
    tellOnPage:
      'Den Zuständigen der Prüfung schreiben: Kontakt auf ihrer Seite',
    subject: 'Prüfung „{{check}}“ von {{scorecard}}',
  },
  examples: {
    title: 'Gute Beispiele',
    all: 'Alle Services erfüllen sie bei {{teams}}.',
    most: 'Die meisten erfüllen sie bei {{team}}: {{met}} von {{all}}.',
    none: 'Noch erfüllt sie kein Service. Wie ein guter aussieht, steht unter „So wird sie erfüllt“.',
    team_one: '{{team}} ({{count}} Service)',
    team_other: '{{team}} ({{count}} Services)',
  },
  sources: {
    title: 'Datenquellen',
    notConnected: 'Nicht verbunden',
    pushed: 'Verbunden: von Services gemeldet',
    recipe: 'Verbunden: Rezept {{title}}',
    connected: 'Verbunden',
    connectedTo: 'Verbunden: {{title}}',
    lastLook: 'Zuletzt gelesen {{when}}',
    lastPushed: 'Zuletzt gemeldet {{when}}',
    message: 'Meldung von {{title}}',
    health: 'Zustand aller Datenquellen',
  },
  history: {
    title: 'Was sich geändert hat',
    what: 'Versionen',
    inVersion: '{{effect}} in Version {{version}}',
    sinceVersion: '{{effect}} seit Version {{version}}',
    with: '{{change}}: {{fields}}',
    asked: 'Gefragt seit Version {{version}}.',
    none: 'Nichts in den letzten {{number}} Versionen.',
  },
};
