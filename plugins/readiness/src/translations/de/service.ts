import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { service as en } from '../en/service';

/** The tab of a service. */
export const service: Translated<typeof en> = {
  what: 'der Stand dieser Entität',
  waiting:
    'Diese Entität steht im Katalog, wurde aber noch nicht geprüft. Sie ist an der Reihe; „Aktualisieren“ prüft sie sofort.',
  nothingAsked: {
    title: 'Es wird nichts verlangt',
    description:
      'Keine Scorecard hat eine Prüfung, die für diese Entität gilt.',
    link: 'Zu den Standards',
  },
  unknown: {
    title: 'Hier noch nicht bekannt',
    description:
      'Die Entität ist neu im Katalog, oder keine Scorecard betrifft ihre Art. Neue Entitäten erscheinen nach wenigen Minuten.',
  },
  headline: {
    noTarget: 'Es wird keine Stufe verlangt',
    target: 'Ziel: Stufe {{level}}',
    heldUntil:
      'Stufe {{level}} wird gehalten: Seit {{since}} fehlen Daten. Kommen sie nicht zurück, sinkt die Stufe am {{until}}.',
    held: 'Stufe {{level}} wird gehalten: Seit {{since}} fehlen Daten.',
    missing: 'Daten fehlen für: {{checks}}',
    exemptions_one:
      'Die Stufe beruht auf {{count, number}} Ausnahme mit Enddatum.',
    exemptions_other:
      'Die Stufe beruht auf {{count, number}} Ausnahmen mit Enddatum.',
    exempt: 'Ausgenommen: {{checks}}',
    exemptUntil: '{{check}} (bis {{day}})',
    inGrace:
      'Neu: Ergebnisse sind hier zu sehen, zählen aber noch nicht für das Team.',
    ceiling:
      'Stufe {{level}} ist die höchste, die hier gilt: Keine Prüfung einer höheren Stufe wird verlangt.',
  },
  score: {
    label: 'Punktzahl',
    lacksData: 'Zu wenige Daten',
    sparkline: 'Punktzahl in {{scorecard}}',
  },
  trend: {
    title: 'Verlauf',
    note: 'Wie sich Punktzahl und Stufe entwickelt haben',
    what: 'der Verlauf',
    label: 'Punktzahl in {{scorecard}}, {{from}} bis {{to}}',
    series: 'Punktzahl',
    level: 'Stufe {{level}}',
    noLevel: 'Noch nicht auf Stufe 1',
    none: 'Über diese Tage ist noch nichts bekannt. Der Verlauf beginnt mit der ersten Auswertung.',
    aside: 'Tage, über die zu wenig bekannt war, haben keine Punktzahl.',
  },
  fixes: {
    title_one: '{{count, number}} Schritt bis Stufe {{level}}',
    title_other: '{{count, number}} Schritte bis Stufe {{level}}',
    aside: '{{area}}, Stufe {{level}}, {{effort}}',
    waits: 'Wartet auf {{data}}',
    missing: '{{source}} ({{why}})',
    why: {
      'no-source': 'nicht angeschlossen',
      'never-observed': 'hier noch nie gesehen',
      stale: 'zu lange nicht gesehen',
      'not-in-fact': 'gesehen, aber ohne diese Angabe',
    },
  },
  standing: {
    needed: 'Nötig für Stufe {{level}}',
    scoreOnly: 'Nur für die Punktzahl',
    since: 'seit {{day}}',
    notYet: 'Zählt noch nicht',
    countsFrom: 'Zählt ab {{day}}',
    announced: 'Angekündigt, zählt noch nicht',
  },
  counts: {
    later_one: '{{count, number}} zählt noch nicht',
    later_other: '{{count, number}} zählen noch nicht',
    met_one: '{{count, number}} erfüllt',
    met_other: '{{count, number}} erfüllt',
    out_one: '{{count, number}} nicht zutreffend',
    out_other: '{{count, number}} nicht zutreffend',
    adoption: '{{percent}} erfüllt',
    results: 'Ergebnisse nach Bereich: {{counts}}',
    open_one: '{{count, number}} nicht erfüllt',
    open_other: '{{count, number}} nicht erfüllt',
  },
  notConnected_one:
    '{{count, number}} Prüfung ist an keine Datenquelle angeschlossen',
  notConnected_other:
    '{{count, number}} Prüfungen sind an keine Datenquelle angeschlossen',
  evidence: {
    lookedFor: 'Wonach gesucht wurde',
    where: 'Wo',
    nowhere: 'Noch keine Datenquelle hat es gesehen',
    seen: 'gesehen {{when}}',
    notSeen: 'noch nicht gesehen',
    found: 'Was gefunden wurde',
    exemptUntil: 'Ausnahme bis {{day}}',
    approvedBy: 'Genehmigt von {{approver}}.',
    optedOut: 'Abgewählt',
    optOutIgnored: 'Abwahl ohne Wirkung',
    noReason: 'Ein Grund ist nicht angegeben.',
    optOut: '{{what}}: {{reason}}',
  },
  failures: {
    title: 'Was schiefging',
    since: 'seit {{when}}',
    lastLook: 'zuletzt nachgesehen {{when}}',
    message: 'Meldung {{number}} von {{source}}',
    messageOf: 'die Meldung von {{source}}',
    health: 'Zustand aller Datenquellen',
  },
  decided: {
    title: 'Wie entschieden wurde',
    met: 'Erfüllt, wenn',
    unknown: 'Nicht bekannt, weil',
    known: 'Bekannt, weil',
    notAsked: 'Nicht verlangt, weil',
    asked: 'Verlangt, weil',
  },
  fix: {
    title: 'Was zu tun ist',
    file: 'Datei anlegen oder ändern:',
    copyPath: 'Pfad {{path}} kopieren',
    pathCopied: 'Pfad kopiert',
    example: 'Beispiel',
    exampleOf: 'Beispiel für {{path}}',
    copyExample: 'Beispiel kopieren',
    exampleCopied: 'Beispiel kopiert',
    more: 'Mehr dazu',
    template: 'Mit Vorlage beheben',
    templateFor: 'Mit Vorlage beheben: {{check}}',
  },
  owner: {
    tell: 'Stimmt das nicht? Zuständige der Prüfung informieren',
    what: 'die Zuständigen',
    none: 'Der Standard nennt niemanden, der für diese Prüfung zuständig ist. Wer dieses Portal betreibt, weiß, wer sich darum kümmert.',
    is: 'Um die Prüfung kümmert sich {{owner}}.',
    mail: 'An {{address}} schreiben',
    subject: '{{check}}: falsch für {{entity}}?',
    body: 'Die Prüfung „{{check}}“ sagt über {{entity}}: {{message}}\n\n{{link}}\n\nDas stimmt nicht, weil ',
    check: 'Über diese Prüfung',
    link: 'Kontakt',
  },
  checkHistory: {
    title: 'Verlauf dieser Prüfung',
    what: 'der Verlauf dieser Prüfung',
    none: 'Seit Änderungen festgehalten werden, hat sich nichts geändert.',
    older: 'Frühere Änderungen zeigen',
    busy: 'Wird geladen …',
    failed: 'Frühere Änderungen konnten nicht geladen werden.',
  },
  refresh: {
    label: 'Aktualisieren',
    now: 'Jetzt aktualisieren',
    busy: 'Wird neu angesehen …',
    denied: 'Aktualisieren ist hier nicht erlaubt',
    failed:
      'Das Aktualisieren ist fehlgeschlagen. Zu sehen ist, was vorher bekannt war.',
    done: 'Gerade aktualisiert',
    asked_one: 'Gerade aus {{count, number}} Datenquelle aktualisiert',
    asked_other: 'Gerade aus {{count, number}} Datenquellen aktualisiert',
    failedCount_one: '{{count, number}} fehlgeschlagen',
    failedCount_other: '{{count, number}} fehlgeschlagen',
    seen: 'Gesehen',
    failedSources: 'Fehlgeschlagen',
    asBefore: 'Wie vorher',
  },
  problems: {
    title: 'Was nicht gelesen werden konnte',
    note_one:
      '{{count, number}} Problem in dem, worauf diese Entität verweist. Was nicht lesbar ist, kann nicht für sie zählen.',
    note_other:
      '{{count, number}} Probleme in dem, worauf diese Entität verweist. Was nicht lesbar ist, kann nicht für sie zählen.',
    all: 'Alle {{number, number}} Probleme zeigen',
  },
  history: {
    delivery: 'Auslieferung',
    deliveryNote: 'Wie Änderungen in den Betrieb kommen',
    record: 'Nachweise',
    recordNote: 'Was getan und aufgeschrieben wurde',
    brief: 'Wirkungsbericht',
    briefNote: 'Vorher und nachher für ein Quartal',
    review: 'Readiness-Review',
    reviewNote:
      'Zuverlässigkeit, Sicherheit, Governance und Kosten auf einer Seite',
    pages: 'Zum Lesen, Drucken und Weitergeben',
  },
  why: {
    title: 'Warum diese Scorecards?',
    what: 'der Grund für diese Scorecards',
    of: 'Warum {{scorecard}}',
    applies: 'Gilt',
    doesNot: 'Gilt nicht',
    conditions: 'Gilt, wenn',
    target: 'Zielstufe',
    none: 'Es gibt noch keine Scorecard.',
  },
};
