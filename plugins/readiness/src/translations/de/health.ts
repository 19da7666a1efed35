import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { health as en } from '../en/health';

/** What is broken, for administrators. */
export const health: Translated<typeof en> = {
  title: 'Betriebszustand',
  note: 'Wie es den Datenquellen geht, was wartet und was nicht gelesen oder berechnet werden konnte. Alles andere läuft weiter.',
  path: 'Standards',
  whatSources: 'die Datenquellen',
  whatProblems: 'die Probleme',
  whatQueue: 'was wartet',
  about: 'Betrifft',
  everything: 'Alles',
  pagerProblems: 'Probleme',
  problems: {
    title: 'Probleme',
    about: 'Betrifft',
    name: 'Name',
    wrong: 'Was nicht stimmt',
    where: 'Wo',
    seen: 'Gesehen',
    line: 'Zeile {{line}}',
    repeated_one:
      '{{count}} Datenquelle konnte {{name}} nicht lesen. Am besten zuerst dort nachsehen.',
    repeated_other:
      '{{count}} Datenquellen konnten {{name}} nicht lesen. Am besten zuerst dort nachsehen.',
    excerptOf: 'Auszug aus {{place}}',
    subjects: {
      definition: 'Standard',
      entity: 'Eintrag im Katalog',
      file: 'Datei',
      collector: 'Datenquelle',
      evaluation: 'Prüflauf',
      reaction: 'Nachricht',
    },
  },
  queue: {
    title: 'Prüfläufe',
    nothingWaits: 'Nichts wartet auf eine Prüfung.',
    waits_one: '{{count}} Eintrag wartet auf die Prüfung, seit {{when}}.',
    waits_other:
      '{{count}} Einträge warten auf die Prüfung, der erste seit {{when}}.',
    nothingFailed: 'Alle Einträge konnten geprüft werden.',
    failed_one: '{{count}} Eintrag konnte nicht geprüft werden.',
    failed_other: '{{count}} Einträge konnten nicht geprüft werden.',
    givenUp_one: '{{count}} davon wird nur noch einmal am Tag versucht.',
    givenUp_other: '{{count}} davon werden nur noch einmal am Tag versucht.',
    shown: 'Die ersten {{number}} sind aufgeführt.',
    table: 'Einträge, die nicht geprüft werden konnten',
    entity: 'Eintrag',
    wrong: 'Was schiefging',
    attempts: 'Versuche',
    next: 'Nächster Versuch',
    oncePerDay: 'einmal am Tag',
    retry: 'Erneut versuchen',
    retryOne: 'Erneut versuchen: {{name}}',
    retryAll: 'Alle erneut versuchen',
    retried: '{{name}} wird jetzt erneut versucht.',
    retriedAll: 'Alle werden jetzt erneut versucht.',
    mayNot: 'Es fehlt die Berechtigung, Prüfungen erneut laufen zu lassen.',
    notRetried: 'Das war nicht möglich. Nichts wurde geändert.',
    messageOf: 'was bei {{name}} schiefging',
  },
};
