import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { delivery as en } from '../en/delivery';

/** How changes reach production. Long words say where they may break (U+00AD), so that tables fit on a phone. */
export const delivery: Translated<typeof en> = {
  what: 'die Deployments',
  title: 'Deployments in Produktion',
  asTable: 'Dasselbe als Tabelle',
  window: {
    range: '{{from}} bis {{to}}',
    since: 'vor dem {{day}} nichts bekannt',
    services_one: '{{count, number}} Service',
    services_other: '{{count, number}} Services',
    zone: 'Tage in {{zone}}',
  },
  entryOf: '{{kind}} vom {{day}}',
  nothing: {
    begin:
      'Noch ist kein Deployment bekannt. Deployments, Änderungen und Störungen erscheinen hier, sobald die Werkzeuge sie melden:',
    webhooks: 'GitHub, GitLab und PagerDuty über ihre Webhooks,',
    events: 'jede andere Pipeline über CDEvents, gesendet an {{address}}.',
  },
  legend: {
    deployed: 'deployt, größer bei mehr',
    failed: 'mindestens eines fehlgeschlagen, größer bei mehr',
    quiet: 'kein Deployment',
    incident: 'Störung in dieser Woche',
  },
  chart: {
    deployments_one: '{{count, number}} Deployment',
    deployments_other: '{{count, number}} Deployments',
    incidents_one: '{{count, number}} Störung',
    incidents_other: '{{count, number}} Störungen',
    none: 'In dieser Zeit ist kein Deployment bekannt.',
    all: '{{deployments}} vom {{from}} bis {{to}}, davon {{failures, number}} fehlgeschlagen, {{incidents}}.',
    most: 'Die meisten in der Woche vom {{day}}: {{amount, number}}.',
    week: 'Woche vom {{day}}: {{what}}',
    failed: '{{what}}, {{failures, number}} fehlgeschlagen',
    day: '{{day}}: {{what}}',
  },
  weeks: {
    label: 'Deployments nach Woche',
    week: 'Woche vom',
    deployments: 'Deployments',
    failed: 'Fehlgeschlagen',
    incidents: 'Störungen',
    failedOn: 'Fehlgeschlagen am',
    ofDay:
      '{{weekday}} {{day}}, {{failures, number}} von {{deployments, number}}',
    none: '–',
  },
  weekdays: {
    title: 'Fehlschläge nach Wochentag',
    weekday: 'Wochentag',
    failed: 'Fehlgeschlagen',
    share: 'Anteil',
    chance: 'Allein durch Zufall',
    none: '–',
    failures: '{{failures, number}} von {{deployments, number}}',
    standsOut: '{{chance}} (fällt auf)',
    in100: '{{amount, number}} zu 100',
    in: '1 zu {{amount, number}}',
    fewer: 'weniger als 1 zu {{amount, number}}',
    of100: '{{amount, number}} von 100',
    of: '1 von {{amount, number}}',
    fewerOf: 'weniger als 1 von {{amount, number}}',
    risk: {
      sunday:
        'Sonntags schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
      monday:
        'Montags schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
      tuesday:
        'Dienstags schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
      wednesday:
        'Mittwochs schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
      thursday:
        'Donnerstags schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
      friday:
        'Freitags schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
      saturday:
        'Samstags schlagen {{failures, number}} von {{deployments, number}} Deployments fehl, an anderen Tagen {{otherFailures, number}} von {{otherDeployments, number}}.',
    },
    byChance: 'Der Zufall allein ergibt das in {{chance}} Fällen.',
    seenSince: 'Zu sehen seit dem {{day}}.',
    answeredBy: 'Beantwortet durch',
    notAnswered: 'Noch nicht beantwortet.',
    howToAnswer:
      'Eine Wirkung in {{impact}} oder eine Entscheidung in {{adr}} darüber, wann released wird, erscheint hier.',
    noneStandsOut:
      'Kein Wochentag fällt auf: Die Unterschiede liegen in dem, was der Zufall allein ergibt.',
    tooFew: 'Zu wenige Deployments, um Wochentage zu vergleichen.',
    answers: 'Was dafür getan wurde, wann released wird',
    notComplete: 'nicht vollständig',
    how: 'Wie das berechnet wird',
    explained:
      'Ein Deployment zählt an dem Tag, an dem es beendet wurde, in der Zeitzone {{zone}}. „Allein durch Zufall“ sagt, wie oft mindestens so viele Fehlschläge auf einen Wochentag fielen, wenn er wie die anderen wäre: der einseitige p-Wert des exakten Tests nach Fisher. Ein Wochentag fällt auf, wenn das weniger als 1 zu 100 ist.',
  },
  metrics: {
    perWeek: '{{value}} pro Woche',
    percent: '{{value}} %',
    money: '{{value}} {{currency}}',
    notMeasured: 'Nicht gemessen',
    noEvents: 'Keine Ereignisse von {{what}}',
    noEventsOther: 'Keine Ereignisse dieser Art',
    notEnough: 'Zu wenig Daten',
    ofNeeded: '{{samples, number}} von mindestens {{needed}}',
    fromFew: 'Aus {{samples}}',
    from: 'aus {{samples}}',
    afterMerge: '{{value}} davon nach dem Merge',
    afterMergeUnknown: 'Nach dem Merge: {{value}} ({{note}})',
    titles: {
      'deployment-frequency': 'Deployment-Häufigkeit',
      'change-lead-time': 'Durchlaufzeit von Änderungen',
      'merge-to-production': 'Vom Merge in Produktion',
      'change-fail-rate': 'Anteil fehl\u00ADgeschlagener Änderungen',
      'recovery-time': 'Zeit bis zur Wieder\u00ADherstellung',
      'rework-rate': 'Anteil ungeplanter Deployments',
    },
    tells: {
      'deployment-frequency': 'Wie oft etwas in Produktion deployt wird.',
      'change-lead-time':
        'Vom ersten Commit einer Änderung bis in Produktion: Die Hälfte dauerte länger, die Hälfte kürzer.',
      'merge-to-production': 'Der Teil davon nach dem Merge einer Änderung.',
      'change-fail-rate':
        'Deployments, die zurückgerollt, durch einen Hotfix ersetzt oder als Ursache einer Störung genannt wurden.',
      'recovery-time':
        'Von einem fehlgeschlagenen Deployment, bis es wieder ging: Die Hälfte dauerte länger, die Hälfte kürzer.',
      'rework-rate':
        'Deployments, die niemand geplant hatte, um zu beheben, was Nutzer zu sehen bekamen.',
    },
    needs: {
      'deployment-frequency': 'Deployments in Produktion',
      'change-lead-time': 'Änderungen mit ihren Commits und von Deployments',
      'merge-to-production': 'gemergten Änderungen und von Deployments',
      'change-fail-rate': 'Deployments und von Rollbacks oder Störungen',
      'recovery-time':
        'fehlgeschlagenen Deployments und ihrer Wiederherstellung',
      'rework-rate': 'Deployments, die sagen, ob sie geplant waren',
    },
    samples: {
      deployment_one: '{{count, number}} Deployment',
      deployment_other: '{{count, number}} Deployments',
      change_one: '{{count, number}} Änderung',
      change_other: '{{count, number}} Änderungen',
      failedDeployment_one:
        '{{count, number}} fehl\u00ADgeschlagenes Deployment',
      failedDeployment_other:
        '{{count, number}} fehl\u00ADgeschlagene Deployments',
      incident_one: '{{count, number}} Störung',
      incident_other: '{{count, number}} Störungen',
      followUp_one: '{{count, number}} Folgeaufgabe',
      followUp_other: '{{count, number}} Folgeaufgaben',
      service_one: '{{count, number}} Service',
      service_other: '{{count, number}} Services',
      sample_one: '{{count, number}} Messung',
      sample_other: '{{count, number}} Messungen',
    },
  },
};
