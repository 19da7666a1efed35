import {
  CheckResultItem,
  Outcome,
  Team,
} from '@team-readiness/backstage-plugin-readiness-common';
import { scorecardRef, standing, teamRef } from './overviewExamples';
import { cartSummary, readiness } from './serviceExamples';

/** A team with two services and what it should fix first. */
export const checkoutTeam: Team = {
  team: teamRef('checkout', 'Checkout'),
  parent: teamRef('shop', 'Shop'),
  children: [{ team: teamRef('payments', 'Payments'), standing: standing() }],
  scorecard: scorecardRef,
  standing: standing(),
  change: { since: '2026-09-01', days: 30, points: 4.2 },
  fixes: [
    {
      scorecard: 'service-readiness',
      checkId: 'runbook',
      title: 'Runbook',
      area: 'documentation',
      level: 1,
      effort: 2,
      entities: 5,
      lifted: 3,
      action: 'team',
      template: null,
    },
    {
      scorecard: 'service-readiness',
      checkId: 'workload-safe',
      title: 'Workload is safe to run',
      area: 'policy',
      level: 2,
      effort: 4,
      entities: 6,
      lifted: 0,
      action: 'template',
      template: { ref: 'template:default/golden-path', entities: 5 },
    },
    {
      scorecard: 'service-readiness',
      checkId: 'pipeline',
      title: 'Shared pipeline',
      area: 'platform',
      level: 2,
      effort: 1,
      entities: 4,
      lifted: 1,
      action: 'platform',
      template: null,
    },
  ],
  entities: [
    cartSummary,
    {
      ...cartSummary,
      ref: 'component:default/ledger',
      name: 'ledger',
      title: 'Ledger',
      tier: null,
      onTarget: true,
      fixes: 0,
      level: 2,
      levelName: 'Owned',
      held: false,
      exemptions: 0,
    },
  ],
  exitCriteria: null,
  own: [
    readiness({
      scorecard: { id: 'team-readiness', title: 'Team readiness' },
      notConnected: [],
    }),
  ],
  email: 'checkout@example.com',
  chat: 'https://chat.example.com/checkout',
};

/** The result of a check for a service of the team. */
export function checkResultItem(
  name: string,
  outcome: Outcome,
  tier: number | null = 1,
): CheckResultItem {
  return {
    ref: `component:default/${name}`,
    kind: 'component',
    namespace: 'default',
    name,
    title: null,
    type: 'service',
    tier,
    owners: ['group:default/checkout'],
    outcome,
    since: '2026-09-01T00:00:00Z',
    counts: true,
  };
}
