import {
  Overview,
  Share,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';

/** A share of three weights. */
export function share(
  passed: number,
  known: number,
  applicable: number,
): Share {
  return {
    passed,
    known,
    applicable,
    adoption: applicable ? passed / applicable : null,
    score: known ? passed / known : null,
    coverage: applicable ? known / applicable : null,
  };
}

/** Where eight entities stand, with changes to that. */
export function standing(changes: Partial<Standing> = {}): Standing {
  return {
    entities: 8,
    withTarget: 8,
    onTarget: 5,
    tier1BelowTarget: 1,
    notEnoughData: 1,
    inGrace: 0,
    hidden: 0,
    levels: [
      { level: 0, name: 'Not yet at 1', entities: 1 },
      { level: 1, name: 'Running', entities: 2 },
      { level: 2, name: 'Owned', entities: 5 },
    ],
    overall: share(30, 40, 50),
    areas: [
      { area: 'ownership', share: share(9, 10, 10) },
      { area: 'documentation', share: share(8, 10, 10) },
      { area: 'slos', share: share(4, 10, 10) },
      { area: 'policy', share: share(2, 3, 10) },
      { area: 'cost', share: share(0, 0, 0) },
    ],
    missing: { runbooks: 3, slos: 6 },
    ...changes,
  };
}

/** A Group by its name. */
export const teamRef = (name: string, title: string) => ({
  ref: `group:default/${name}`,
  title,
});

/** The scorecard of services. */
export const scorecardRef = {
  id: 'service-readiness',
  title: 'Service readiness',
};

/** Two teams, and entities that nobody owns. */
export const overview: Overview = {
  scorecard: scorecardRef,
  scorecards: [scorecardRef, { id: 'team-readiness', title: 'Team readiness' }],
  total: standing({ entities: 20, hidden: 12, onTarget: 11, withTarget: 20 }),
  teams: [
    {
      team: teamRef('checkout', 'Checkout'),
      mine: true,
      childTeams: 2,
      standing: standing(),
    },
    {
      team: teamRef('search', 'Search'),
      mine: false,
      childTeams: 0,
      standing: standing({ onTarget: 1, withTarget: 4, tier1BelowTarget: 3 }),
    },
  ],
  unowned: standing({ onTarget: 0, withTarget: 2 }),
  evaluation: {
    waiting: 0,
    firstRunComplete: true,
    evaluatedAt: '2026-10-01T08:00:00Z',
  },
  filters: {
    domains: [
      { ref: 'domain:default/finance', title: 'Finance' },
      { ref: 'domain:default/retail', title: 'Retail' },
    ],
    lifecycles: ['experimental', 'production'],
  },
};
