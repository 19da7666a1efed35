import { charts } from './charts';

/** The words of what other plugins may show too, in English. Numbers and dates are formatted by `format.locale`. */
export const en = {
  format: {
    /** Which rules dates, numbers and lists of this language follow. */
    locale: 'en-GB',
    percent: '{{number}}%',
    noNumber: '–',
    unknownDay: 'an unknown day',
    unknownTime: 'an unknown time',
    unknownMonth: 'an unknown month',
    justNow: 'just now',
    atUnknownTime: 'at an unknown time',
  },
  durations: {
    short: 'less than 1 s',
    days: '{{number}} d',
    hours: '{{number}} h',
    minutes: '{{number}} min',
    seconds: '{{number}} s',
  },
  efforts: {
    minutes_one: 'about {{count}} min',
    minutes_other: 'about {{count}} min',
    hours_one: 'about {{count}} h',
    hours_other: 'about {{count}} h',
    days_one: 'about {{count}} day',
    days_other: 'about {{count}} days',
  },
  tiers: {
    tier: 'Tier {{tier}}',
    none: 'No tier',
  },
  truths: {
    true: 'True',
    false: 'False',
    failed: 'Could not be said',
    'not-reached': 'Not needed',
  },
  values: {
    none: 'nothing',
  },
  conditions: {
    all: 'All of these',
    any: 'At least one of these',
    not: 'The opposite of this',
    choice: 'Depending on the first of these',
    if: 'if',
    then: 'then',
    otherwise: 'otherwise',
    decided: 'Decided it',
    valuesSeen: 'Values seen',
  },
  charts,
  areas: {
    ownership: 'Ownership',
    documentation: 'Documentation',
    slos: 'SLOs',
    policy: 'Policy',
    cost: 'Cost',
    architecture: 'Architecture',
    platform: 'Platform',
    delivery: 'Delivery',
    incidents: 'Incidents',
    security: 'Security',
    ml: 'Machine learning',
  },
  outcomes: {
    pass: 'Met',
    fail: 'Not met',
    unknown: 'No data',
    'not-applicable': 'Does not apply',
    exempt: 'Exempt',
    exemptUntil: 'Exempt until {{day}}',
    optedOut: 'Opted out',
    error: 'Check failed to run',
  },
  levels: {
    level: 'Level {{level}} {{name}}',
    none: 'Not yet at {{level}}',
    exemptions_one: '{{standing}} ({{count}} exemption)',
    exemptions_other: '{{standing}} ({{count}} exemptions)',
  },
  targets: {
    none: 'No target',
    met: 'On target',
    missed: 'Below target',
    fixes_one: '{{count}} fix below target',
    fixes_other: '{{count}} fixes below target',
  },
  shares: {
    nothingApplies: 'Nothing here applies',
    adoption:
      'Adoption {{percent}}: {{passed}} of {{applicable}} met, by weight',
    scoreLacksData: 'Score: not enough data',
    score: 'Score {{percent}}: {{passed}} of {{known}} that are known',
    coverage: 'Coverage {{percent}}: {{known}} of {{applicable}} have data',
  },
  columns: {
    none: 'No level',
    failed: 'Could not be loaded',
  },
  grid: {
    fold: 'Hide what is below {{name}}',
    unfold: 'Show what is below {{name}}',
  },
} as const;
