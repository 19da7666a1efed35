import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { team as en } from '../en/team';

/** The pages of one team. */
export const team: Translated<typeof en> = {
  what: 'das Team',
  none: 'Kein Team „{{name}}“',
  noneHint:
    'Der Katalog kennt keine solche Gruppe, oder sie ist nicht sichtbar.',
  allTeams: 'Alle Teams',
  teams: 'Teams',
  pages: 'Seiten von {{team}}',
  impactBrief: 'Wirkungsbericht',
  tabs: {
    overview: 'Überblick',
    history: 'Verlauf',
    record: 'Nachweise',
  },
  notes: {
    history:
      'Wie dieses Team und seine Unterteams dastanden, und was sie bewegt hat',
    record: 'Was dieses Team und seine Unterteams getan und festgehalten haben',
  },
  contact: {
    none: 'Kein Kontakt im Katalog',
    chat: 'Chat',
  },
  headline: {
    noTarget: 'Noch kein Service mit einem Ziel',
    onTarget_one: '{{onTarget, number}} von {{count, number}} Service am Ziel',
    onTarget_other:
      '{{onTarget, number}} von {{count, number}} Services am Ziel',
    inGrace: '{{amount, number}} neu, noch nicht gezählt',
    notEnoughData: '{{amount, number}} mit zu wenig Daten',
    hidden: '{{amount, number}} nicht sichtbar',
    checksMet: 'Erfüllte Prüfungen',
    levels: 'Services nach Stufe',
    level: 'Stufe {{level}} {{name}}',
  },
  change: {
    title: 'Änderung',
    points_one: '{{points}} Punkt in {{days}} Tagen',
    points_other: '{{points}} Punkte in {{days}} Tagen',
    none: 'Keine Änderung in {{days}} Tagen',
    unknown: 'Noch nichts zum Vergleichen',
    since: 'Verglichen mit dem {{day}}',
    cause: 'Hauptsächlich, weil {{cause}}',
    why: 'Was es bewegt hat',
  },
  fixes: {
    title: 'Nächste Schritte',
    note: 'Was die meisten Services ihrem Ziel näher bringt',
    none: 'Kein Service ist unter seinem Ziel: Dafür ist nichts zu tun.',
    noneKnown:
      'Es ist kein einzelner Schritt bekannt, der einen Service ans Ziel bringt.',
    open_one: 'Offen in {{count, number}} Service',
    open_other: 'Offen in {{count, number}} Services',
    lifting: '{{open}}, der letzte Schritt zum Ziel für {{lifted, number}}',
    details: '{{area}}, Stufe {{level}}, je {{effort}}',
    platform: 'Aufgabe der Plattform',
    template_one:
      'Vorlage: {{name}} ({{made, number}} von {{count, number}} Service)',
    template_other:
      'Vorlage: {{name}} ({{made, number}} von {{count, number}} Services)',
  },
  exit: {
    title: 'Abschlusskriterien',
    note: 'Was {{scorecard}} vom Team selbst verlangt',
    met_one: '{{met, number}} von {{count, number}} ist erfüllt',
    met_other: '{{met, number}} von {{count, number}} sind erfüllt',
    missing: 'Es fehlt',
  },
  services: {
    title: 'Services',
    count_one: '{{count, number}} Service',
    count_other: '{{count, number}} Services',
    shown: '{{shown, number}} von {{amount, number}} Services',
    order: 'am weitesten vom Ziel zuerst',
    none: 'Diesem Team gehört kein Service, von dem {{scorecard}} etwas verlangt.',
    noMatch: 'Kein Service passt zu den Filtern.',
    clear: 'Alle Services zeigen',
    failed: 'Weitere Services konnten nicht geladen werden.',
    again: 'Noch einmal versuchen',
    what: 'die Services',
    search: 'Service finden',
    target: 'Ziel',
    allTargets: 'Jeder Abstand',
    met: 'Am Ziel',
    missed: 'Unter dem Ziel',
    noTarget: 'Kein Ziel',
    tier: 'Tier',
    service: 'Service',
    distance: 'Abstand zum Ziel',
    level: 'Stufe',
    targetLevel: 'Stufe {{level}}',
    asFarAsAsked: 'soweit es zutrifft',
    noLevel: '–',
    checksMet: 'Erfüllte Prüfungen',
    notes: 'Hinweis',
    inGrace: 'Neu, noch nicht gezählt',
    held: 'Stufe gehalten, Daten fehlen',
    lacksData: 'Zu wenig Daten',
  },
  children: {
    title: 'Unterteams',
    label: 'Unterteams nach Bereichen',
  },
  own: 'Das Team selbst: {{scorecard}}',
};
