/** Before and after for a quarter. */
export const impact = {
  what: 'the impact brief',
  title: 'Impact brief: {{subject}}',
  teams: 'Teams',
  none: 'No {{ref}}',
  noneHint: 'The catalog has no such entity, or you may not see it.',
  allTeams: 'All teams',
  quarter: 'Quarter',
  quarterName: 'Q{{quarter}} {{year}}',
  soFar: '{{quarter}} so far',
  range: '{{from}} – {{to}}',
  compared:
    '{{quarter}} ({{range}}) compared with {{before}} ({{beforeRange}})',
  unknown: 'What is not known',
  headline: {
    nothing: 'Nothing can be compared yet',
    betterOf_one: '{{better, number}} of {{count, number}} measure got better',
    betterOf_other:
      '{{better, number}} of {{count, number}} measures got better',
    worse: '{{amount, number}} got worse',
    worseOf_one: '{{worse, number}} of {{count, number}} measure got worse',
    worseOf_other: '{{worse, number}} of {{count, number}} measures got worse',
    same: '{{amount, number}} stayed about the same',
    sameOf_one:
      '{{same, number}} of {{count, number}} measure stayed about the same',
    sameOf_other:
      '{{same, number}} of {{count, number}} measures stayed about the same',
    unknown: '{{amount, number}} more cannot be compared yet',
  },
  verdicts: {
    better: 'Better',
    worse: 'Worse',
    same: 'About the same',
    unknown: 'Not known',
  },
  verdictCauses: {
    'not-measured': 'not measured',
    incomplete: 'not recorded throughout',
    'too-few': 'too few to compare',
    'not-over': 'the quarter is not over',
    chance: 'may be chance',
  },
  unknowns: {
    'quarter-not-over':
      '{{quarter}} is not over: it is counted up to {{day}}, so that counts cannot be compared yet.',
    'too-many-deliveries':
      'There are more deployments and changes than can be counted together: the briefs of child teams have them.',
    'no-events':
      'Nothing has been reported of any deployment or incident, so that nothing can be said about delivery.',
    'events-since':
      'Deployments and incidents are known since {{day}} only: what is compared with an earlier time is not whole.',
    'no-incidents':
      'No incident has ever been reported, so that it is not known whether there were any.',
    'levels-incomplete':
      'Changes of levels were not recorded from the beginning of the earlier quarter on.',
    'standing-of-service':
      'How a single service stood on a day is not kept, only how teams did.',
    'standing-of-visible':
      'How the team stood is told only to readers who may see all of it.',
    'no-snapshot-before':
      'How the team stood at the end of the earlier quarter was not recorded.',
    'no-snapshot-after':
      'How the team stood at the end of the later quarter was not recorded.',
    'no-snapshots':
      'How the team stood at the end of these quarters was not recorded.',
    'no-spend':
      'The spend of both quarters is not known month by month in one currency.',
    'documents-unread_one':
      'Not all documents of {{count, number}} service were read, so that entries of the record may be missing.',
    'documents-unread_other':
      'Not all documents of {{count, number}} services were read, so that entries of the record may be missing.',
    hidden_one:
      '{{count, number}} service of {{subject}} is hidden from you, and is in no number.',
    hidden_other:
      '{{count, number}} services of {{subject}} are hidden from you, and are in no number.',
  },
  share: {
    copy: 'Copy as Markdown',
    copied: 'Markdown copied.',
    download: 'Download .md',
    downloadFailed: 'The download failed.',
  },
  metrics: {
    title: 'Before and after',
    measure: 'Measure',
    change: 'Change',
    higher: 'higher is better',
    lower: 'lower is better',
    notKnown: 'Not known',
    none: 'Nothing was measured.',
    titles: {
      'time-to-mitigate': 'Time to mitigate an incident, median',
      'follow-ups-in-time': 'Follow-ups of postmortems closed in time',
      incidents: 'Incidents',
      spend: 'Spend',
      'services-risen': 'Services that rose a level',
      'services-fallen': 'Services that fell a level',
    },
  },
  entries: {
    title: 'What was changed',
    count_one: '{{count, number}} impact entry',
    count_other: '{{count, number}} impact entries',
    evidence: 'Evidence',
    noEvidence: 'No evidence linked',
    notComplete: 'not complete',
    notKnown: 'not known',
    values: '{{before}} → {{after}}',
    measured: '{{metric}}: {{values}}',
    none: 'No impact entry ends in this quarter. Files in {{folder}} with a measure before and after show here.',
  },
  standing: {
    title: 'Against the standards',
    measure: 'Measure',
    onTarget: 'Services on target',
    checksMet: 'Checks met',
    of: '{{onTarget, number}} of {{entities, number}}',
    endOf: 'End of {{quarter}}',
    notKnown: 'Not known',
    none: 'How it stood at the end of these quarters is not known.',
  },
  record: {
    title: 'Track record',
    all: 'All entries',
    kind: 'Kind',
    none: 'Nothing was recorded in either quarter.',
  },
} as const;
