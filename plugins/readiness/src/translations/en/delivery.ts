/** How changes reach production. */
export const delivery = {
  what: 'the deployments',
  title: 'Deployments to production',
  asTable: 'The same as a table',
  window: {
    range: '{{from}} to {{to}}',
    since: 'nothing known before {{day}}',
    services_one: '{{count, number}} service',
    services_other: '{{count, number}} services',
    zone: 'days in {{zone}}',
  },
  entryOf: '{{kind}} of {{day}}',
  nothing: {
    begin:
      'No deployment is known yet. Deployments, changes and incidents show here as soon as your tools tell of them:',
    webhooks: 'GitHub, GitLab and PagerDuty by their webhooks,',
    events: 'any other pipeline by CDEvents, sent to {{address}}.',
  },
  legend: {
    deployed: 'deployed, larger for more',
    failed: 'at least one failed, larger for more',
    quiet: 'no deployment',
    incident: 'incident in this week',
  },
  chart: {
    deployments_one: '{{count, number}} deployment',
    deployments_other: '{{count, number}} deployments',
    incidents_one: '{{count, number}} incident',
    incidents_other: '{{count, number}} incidents',
    none: 'No deployment is known in this time.',
    all: '{{deployments}} from {{from}} to {{to}}, {{failures, number}} of them failed, {{incidents}}.',
    most: 'Most in the week of {{day}}: {{amount, number}}.',
    week: 'Week of {{day}}: {{what}}',
    failed: '{{what}}, {{failures, number}} failed',
    day: '{{day}}: {{what}}',
  },
  weeks: {
    label: 'Deployments by week',
    week: 'Week of',
    deployments: 'Deployments',
    failed: 'Failed',
    incidents: 'Incidents',
    failedOn: 'Failed on',
    ofDay:
      '{{weekday}} {{day}}, {{failures, number}} of {{deployments, number}}',
    none: '–',
  },
  weekdays: {
    title: 'Failures by weekday',
    weekday: 'Weekday',
    failed: 'Failed',
    share: 'Share',
    chance: 'By chance alone',
    none: '–',
    failures: '{{failures, number}} of {{deployments, number}}',
    standsOut: '{{chance}} (stands out)',
    in100: '{{amount, number}} in 100',
    in: '1 in {{amount, number}}',
    fewer: 'fewer than 1 in {{amount, number}}',
    of100: '{{amount, number}} of 100',
    of: '1 of {{amount, number}}',
    fewerOf: 'fewer than 1 of {{amount, number}}',
    risk: {
      sunday:
        'On Sundays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
      monday:
        'On Mondays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
      tuesday:
        'On Tuesdays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
      wednesday:
        'On Wednesdays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
      thursday:
        'On Thursdays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
      friday:
        'On Fridays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
      saturday:
        'On Saturdays {{failures, number}} of {{deployments, number}} deployments fail, on other days {{otherFailures, number}} of {{otherDeployments, number}}.',
    },
    byChance: 'Chance alone gives that in {{chance}} cases.',
    seenSince: 'Seen since {{day}}.',
    answeredBy: 'Answered by',
    notAnswered: 'Not answered yet.',
    howToAnswer:
      'An impact entry in {{impact}} or a decision in {{adr}} about when you release shows here.',
    noneStandsOut:
      'No weekday stands out: what differs is within what chance alone gives.',
    tooFew: 'Too few deployments to compare weekdays.',
    answers: 'What was done about when it is released',
    notComplete: 'not complete',
    how: 'How this is worked out',
    explained:
      "A deployment counts on the day on which it was finished, in the time zone {{zone}}. “By chance alone” says how often at least so many failures would fall on a weekday if it were like the others: the one-sided p value of Fisher's exact test. A weekday stands out where that is less than 1 in 100.",
  },
  metrics: {
    perWeek: '{{value}} a week',
    percent: '{{value}}%',
    money: '{{currency}} {{value}}',
    notMeasured: 'Not measured',
    noEvents: 'No events of {{what}}',
    noEventsOther: 'No events of this kind',
    notEnough: 'Not enough data',
    ofNeeded: '{{samples, number}} of the {{needed}} it takes',
    fromFew: 'From {{samples}}',
    from: 'from {{samples}}',
    afterMerge: '{{value}} of it after the merge',
    afterMergeUnknown: '{{value}} after the merge: {{note}}',
    titles: {
      'deployment-frequency': 'Deployment frequency',
      'change-lead-time': 'Change lead time',
      'merge-to-production': 'Merge to production',
      'change-fail-rate': 'Change fail rate',
      'recovery-time': 'Recovery time',
      'rework-rate': 'Rework rate',
    },
    tells: {
      'deployment-frequency': 'How often something is deployed to production.',
      'change-lead-time':
        'From the first commit of a change to production: half of the changes took longer, half less.',
      'merge-to-production': 'The part of it after the merge of a change.',
      'change-fail-rate':
        'Deployments that were rolled back, replaced by a hotfix or named as the cause of an incident.',
      'recovery-time':
        'From a failed deployment until it worked again: half took longer, half less.',
      'rework-rate':
        'Deployments nobody had planned, to mend what users were shown.',
    },
    needs: {
      'deployment-frequency': 'deployments to production',
      'change-lead-time': 'changes with their commits, and of deployments',
      'merge-to-production': 'merged changes, and of deployments',
      'change-fail-rate': 'deployments, and of rollbacks or incidents',
      'recovery-time': 'failed deployments and their recovery',
      'rework-rate': 'deployments that say whether they were planned',
    },
    samples: {
      deployment_one: '{{count, number}} deployment',
      deployment_other: '{{count, number}} deployments',
      change_one: '{{count, number}} change',
      change_other: '{{count, number}} changes',
      failedDeployment_one: '{{count, number}} failed deployment',
      failedDeployment_other: '{{count, number}} failed deployments',
      incident_one: '{{count, number}} incident',
      incident_other: '{{count, number}} incidents',
      followUp_one: '{{count, number}} follow-up',
      followUp_other: '{{count, number}} follow-ups',
      service_one: '{{count, number}} service',
      service_other: '{{count, number}} services',
      sample_one: '{{count, number}} sample',
      sample_other: '{{count, number}} samples',
    },
  },
} as const;
