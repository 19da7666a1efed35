/** Cards on the pages of the catalog. */
export const cards = {
  what: 'the readiness',
  unknown: 'Not known to Readiness yet.',
  waiting: 'Not checked yet.',
  nothingAsked: 'No scorecard asks anything of it.',
  next: 'Next: {{fix}}',
  allResults: 'All results',
  team: 'The team in Readiness',
  noTarget: 'No service with a target yet',
  onTarget_one: '{{number}} of {{count}} service on target',
  onTarget_other: '{{number}} of {{count}} services on target',
  openIn_one: 'open in {{count}} service',
  openIn_other: 'open in {{count}} services',
} as const;
