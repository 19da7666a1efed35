/** On the home page of the portal. */
export const home = {
  what: 'the readiness of your teams',
  teams: 'My teams',
  onTarget_one: '{{onTarget, number}} of {{count, number}} service on target',
  onTarget_other:
    '{{onTarget, number}} of {{count, number}} services on target',
  noTarget: 'No service with a target yet',
  noTeams:
    'You are in no team of the catalog that owns services, or you are not signed in.',
  fixes: 'Next fixes',
  noFixes: 'Every service of your teams is on its target.',
  lifts_one: 'Brings {{count, number}} service to its target, {{effort}}',
  lifts_other:
    'Brings {{count, number}} services to their target, {{effort}} each',
  open_one: 'Open in {{count, number}} service, {{effort}}',
  open_other: 'Open in {{count, number}} services, {{effort}} each',
  services: 'My services below target',
  allTeams: 'All teams',
} as const;
