import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { review as en } from '../en/review';

/** The readiness review. */
export const review: Translated<typeof en> = {
  what: 'das Readiness-Review',
  missing: {
    title: 'Kein Eintrag {{entity}}',
    description:
      'Der Katalog kennt diese Entität nicht, oder sie ist nicht sichtbar.',
    back: 'Alle Teams',
  },
  waiting:
    'Der Service steht im Katalog, wurde aber noch nicht geprüft: Bisher gibt es nichts zu besprechen.',
  title: 'Readiness-Review: {{service}}',
  of: 'Stand {{day}}',
  owned: 'zuständig: {{owners}}',
  lifecycle: 'Lebenszyklus {{lifecycle}}',
  actions: {
    write: 'Review schreiben',
  },
  standing: {
    title: 'Wo der Service steht',
    target: 'Ziel: Stufe {{level}}',
    noTarget: 'es wird keine Stufe verlangt',
    none: 'Es wird nichts verlangt: Keine Scorecard hat eine Prüfung, die gilt.',
  },
  lenses: {
    reliability: {
      title: 'Zuverlässigkeit',
      note: 'Was ausfällt, was Nutzer merken und wie es wiederkommt',
    },
    security: {
      title: 'Sicherheit',
      note: 'Was damit und mit den Daten geschehen darf',
    },
    governance: {
      title: 'Governance',
      note: 'Wer dafür einsteht und welche Regeln eingehalten werden',
    },
    cost: { title: 'Kosten', note: 'Was es kostet und wofür' },
  },
  lens: {
    bar: '{{lens}}: Ergebnisse',
    met: 'erfüllt',
    notMet: 'nicht erfüllt',
    notKnown: 'nicht bekannt',
    exempt: 'ausgenommen',
    out_one: '{{count, number}} Prüfung gilt hier nicht.',
    out_other: '{{count, number}} Prüfungen gelten hier nicht.',
    none: 'Noch keine Prüfung gehört zu diesem Blickwinkel.',
    needed: 'nötig für Stufe {{level}}',
    titles: {
      notMet: 'Nicht erfüllt',
      notKnown: 'Nicht bekannt',
      exempt: 'Ausgenommen',
      met: 'Erfüllt',
      later: '{{title}}, zählt noch nicht',
    },
  },
  tradeOffs: {
    title: 'Festgehaltene Abwägungen',
    note: 'Entscheidungen mit den Möglichkeiten, die sie abwägen',
    none: 'Es wurde keine aufgeschriebene Entscheidung gefunden; damit ist keine Abwägung festgehalten.',
    decision: 'Entscheidung',
    date: 'Datum',
    status: 'Stand',
    options: 'Abgewogen',
    consequences: 'Folgen',
    outside: 'Von außen',
    written: 'Beschrieben',
    notWritten: 'Fehlen',
    consulted: 'Befragt',
    notConsulted: 'Niemand',
    unknown: 'Nicht bekannt',
    unknownDate: 'ohne Datum',
    noOptions: 'keine',
    more: 'Alle {{number, number}} Entscheidungen zeigen',
    statuses: {
      proposed: 'Vorgeschlagen',
      accepted: 'Angenommen',
      rejected: 'Abgelehnt',
      deprecated: 'Veraltet',
      superseded: 'Abgelöst',
    },
    topics: {
      rollout: 'wie Releases zu Nutzern kommen',
      hosting: 'wer es betreibt',
      'workload-kind': 'Art der Last',
      autoscaling: 'Skalierung',
      'service-boundary': 'Grenze des Service',
      telemetry: 'Telemetrie',
      'release-schedule': 'wann ausgeliefert wird',
    },
  },
  past: {
    title: 'Letzte Reviews',
    none: 'In {{folder}} wurde kein Readiness-Review gefunden.',
    date: 'Datum',
    decision: 'Entscheidung',
    lenses: 'Blickwinkel',
    outside: 'Von außen',
    unknownDate: 'ohne Datum',
    noDecision: 'keine',
    noLenses: 'keine',
    yes: 'Ja',
    no: 'Nein, nur das Team',
    unknown: 'Nicht bekannt',
  },
  form: {
    title: 'Review schreiben',
    note: 'Erzeugt die Datei des Reviews für einen Pull Request',
    intro:
      'Was hier steht, wird eine Datei, {{path}}, im Repository des Service. Ist sie übernommen, zählt sie als Review und erscheint oben. Zeilen, die mit einem Strich beginnen, werden eine Liste; alles andere bleibt einfacher Text.',
    date: 'Datum des Reviews',
    reviewers: 'Beteiligte',
    reviewersHelp:
      'Benutzernamen oder Entitäts-Referenzen, durch Kommas getrennt, z. B. mara, group:default/platform. Jemand von außerhalb des Teams, sonst zählt es nicht.',
    decision: 'Entscheidung',
    decisions: {
      ready: 'Bereit',
      'follow-ups': 'Bereit, mit Folgeaufgaben',
      'not-ready': 'Nicht bereit',
    },
    found: '{{lens}}: was sich zeigte',
    tradeOffs: '{{lens}}: Abwägungen',
    tradeOffsHelp: 'Was wofür aufgegeben wurde und warum. Darf leer bleiben.',
    now: 'Zurzeit: {{counts}}.',
    count: '{{number}} {{what}}',
    followUps: 'Folgeaufgaben',
    followUpsHelp: 'Was folgen muss, wer es tut und bis wann.',
    followUp: 'Folgeaufgabe {{number}}',
    text: 'Was',
    owner: 'Zuständig',
    due: 'Fällig',
    add: 'Folgeaufgabe hinzufügen',
    addFixes_one: 'Den Schritt bis Stufe {{level}} übernehmen',
    addFixes_other:
      'Die {{count, number}} Schritte bis Stufe {{level}} übernehmen',
    remove: 'Entfernen',
    removeNumber: 'Entfernen: Folgeaufgabe {{number}}',
    most: 'Mehr als {{number, number}} Folgeaufgaben passen nicht in ein Review.',
    lensesTitle: 'Was sich aus den Blickwinkeln zeigt',
    lensesHelp:
      'Ein Blickwinkel zählt ab fünf Wörtern. Die Prüfung der eingebauten Standards verlangt alle vier.',
  },
  file: {
    title: 'Die Datei',
    preview: 'Vorschau von {{path}}',
    copy: 'Kopieren',
    download: 'Herunterladen',
    open: 'Auf {{host}} öffnen',
    copied: 'Kopiert. Als {{path}} ablegen und einen Pull Request öffnen.',
    notCopied: 'Das Kopieren hat nicht geklappt.',
    saved: 'Gespeichert als {{name}}. Die Datei gehört nach {{path}}.',
    opened:
      'Auf {{host}} in einem anderen Tab geöffnet. Fehlt dort der Text, lässt er sich hier kopieren.',
    openedEmpty:
      'Auf {{host}} in einem anderen Tab geöffnet, nur mit dem Namen: Der Text ist zu lang für eine Adresse. Er lässt sich hier kopieren.',
  },
  draft: {
    none: 'Was hier geschrieben wird, bleibt als Entwurf in diesem Browser.',
    kept: 'Der Entwurf bleibt in diesem Browser.',
    notKept:
      'Dieser Browser bewahrt keinen Entwurf auf: Vor dem Verlassen der Seite die Datei kopieren oder herunterladen.',
    found: 'Das ist der Entwurf, der in diesem Browser aufbewahrt war.',
    discard: 'Entwurf verwerfen',
    sure: 'Alles hier Geschriebene verwerfen?',
    yes: 'Ja, verwerfen',
    no: 'Behalten',
    discarded: 'Der Entwurf ist verworfen.',
  },
  errors: {
    title_one: 'Eines ist vorher zu beheben',
    title_other: '{{count, number}} Dinge sind vorher zu beheben',
    date: 'Das Datum des Reviews angeben, z. B. 2026-06-15.',
    future:
      'Das Datum liegt in der Zukunft. Ein Review zählt, sobald es stattgefunden hat.',
    nobody: 'Mindestens eine beteiligte Person oder Gruppe angeben.',
    reviewer:
      '„{{name}}“ ist weder ein Benutzername noch eine Entitäts-Referenz. Erlaubt sind Buchstaben, Ziffern, Punkte und Striche, ohne Leerzeichen.',
    tooMany: 'Höchstens {{number, number}} Beteiligte angeben.',
    ownersAlone:
      'Die Zuständigen allein genügen nicht. Jemanden von außerhalb des Teams angeben.',
    decision: 'Angeben, wie das Review ausgegangen ist.',
    noLens: 'Aufschreiben, was sich aus mindestens einem Blickwinkel zeigt.',
    fewWords:
      '{{lens}}: mindestens {{number, number}} Wörter schreiben oder das Feld leer lassen.',
    followUpText: 'Folgeaufgabe {{number}}: sagen, was zu tun ist.',
    followUpOwner:
      'Folgeaufgabe {{number}}: Zuständige als Benutzernamen oder Entitäts-Referenz angeben.',
    followUpDue:
      'Folgeaufgabe {{number}}: ein Datum angeben, das nicht vor dem Review liegt.',
    noFollowUp:
      'Folgeaufgaben hinzufügen oder eine andere Entscheidung wählen.',
  },
};
