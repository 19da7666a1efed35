import {
  DependencyRiskPage,
  GapList,
  RollupPage,
} from '@team-readiness/backstage-plugin-readiness-common';

const scorecard = { id: 'service-readiness', title: 'Service readiness' };

/** No sums. */
export const rollups: RollupPage = {
  by: 'team',
  scorecard,
  items: [],
  hidden: 0,
  nextCursor: null,
};

/** One SLO lifts two services. */
export const gaps: GapList = {
  scorecard,
  items: [
    {
      fix: {
        scorecard: 'service-readiness',
        checkId: 'slo-defined',
        title: 'SLO defined',
        area: 'slos',
        level: 2,
        effort: 2,
        entities: 3,
        lifted: 2,
        action: 'team',
        template: null,
      },
      perHour: 1,
      teams: [
        {
          team: { ref: 'group:default/checkout', title: 'Checkout' },
          entities: 2,
        },
      ],
    },
  ],
  hidden: 0,
};

/** Cart leans on the ledger. */
export const dependencyRisks: DependencyRiskPage = {
  scorecard,
  items: [
    {
      entity: { ref: 'component:default/cart', title: 'Cart' },
      level: 2,
      path: [{ ref: 'component:default/ledger', title: 'Ledger' }],
      weakest: { ref: 'component:default/ledger', title: 'Ledger' },
      weakestLevel: 0,
    },
  ],
  hidden: 0,
  nextCursor: null,
};
