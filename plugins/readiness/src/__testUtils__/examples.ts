/**
 * A small organisation in the shapes of the API, for the tests of the pages.
 */
import {
  CollectorHealth,
  CheckResultItem,
  EntityReadiness,
  EntitySummary,
  ExplainedResult,
  Outcome,
  Overview,
  ProblemItem,
  ScorecardApplicability,
  ScorecardReadiness,
  Share,
  Standing,
  Team,
} from '@team-readiness/backstage-plugin-readiness-common';

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

export const teamRef = (name: string, title: string) => ({
  ref: `group:default/${name}`,
  title,
});

export const scorecardRef = {
  id: 'service-readiness',
  title: 'Service readiness',
};

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

export function result(
  changes: Partial<ExplainedResult> = {},
): ExplainedResult {
  return {
    checkId: 'slo-defined',
    title: 'SLO',
    question: 'Is there an SLO?',
    area: 'slos',
    level: 2,
    gate: true,
    weight: 1,
    effort: 4,
    stage: 'enforced',
    enforceFrom: null,
    counts: true,
    outcome: 'fail',
    reason: 'condition',
    since: '2026-09-01T00:00:00Z',
    message: 'No SLO document was found.',
    lookedFor: 'An OpenSLO document in the folder slo.',
    deciding: 'slo.documents.size() > 0',
    seen: [{ path: 'slo.documents', value: [] }],
    conditions: [
      {
        role: 'condition',
        depth: 0,
        kind: 'part',
        text: 'slo.documents.size() > 0',
        truth: 'false',
        decided: true,
        seen: [{ path: 'slo.documents', value: [] }],
      },
    ],
    sources: [
      {
        collector: 'slo',
        title: 'SLO documents',
        location: 'slo',
        observedAt: '2026-10-01T08:00:00Z',
        expiresAt: '2026-10-02T08:00:00Z',
      },
    ],
    remediation: {
      text: 'Write an **SLO** for the journey that matters most.',
      path: 'slo/cart.yaml',
      example: 'apiVersion: openslo/v1\nkind: SLO',
      link: 'https://example.com/slo',
    },
    exemption: null,
    optOut: null,
    owner: 'group:default/developer-platform',
    template: null,
    ...changes,
  };
}

export function readiness(
  changes: Partial<ScorecardReadiness> = {},
): ScorecardReadiness {
  return {
    scorecard: scorecardRef,
    level: 1,
    levelName: 'Running',
    levels: [
      { level: 1, name: 'Running' },
      { level: 2, name: 'Owned' },
      { level: 3, name: 'Senior-ready' },
    ],
    ceiling: 3,
    targetLevel: 2,
    onTarget: false,
    heldSince: null,
    heldUntil: null,
    exemptions: 0,
    inGrace: false,
    share: share(2, 3, 4),
    areas: [{ area: 'slos', share: share(0, 1, 1) }],
    fixes: [
      {
        scorecard: 'service-readiness',
        checkId: 'slo-defined',
        title: 'SLO',
        area: 'slos',
        level: 2,
        effort: 4,
        outcome: 'fail',
        missing: [],
      },
    ],
    results: [
      result({
        checkId: 'readme',
        title: 'README',
        area: 'documentation',
        outcome: 'pass',
        message: 'README.md has 400 words.',
      }),
      result({
        checkId: 'runbook',
        title: 'Runbook',
        area: 'documentation',
        outcome: 'not-applicable',
        message: 'Libraries need none.',
      }),
      result({
        checkId: 'runbook-fresh',
        title: 'Runbook is fresh',
        area: 'documentation',
        outcome: 'exempt',
        exemption: {
          reason: 'Being rewritten.',
          approver: 'group:default/platform',
          until: '2026-12-24',
        },
      }),
      result({
        checkId: 'architecture',
        title: 'Architecture overview',
        area: 'documentation',
        outcome: 'unknown',
        message: 'Not observed yet.',
      }),
      result(),
    ],
    notConnected: [
      { checkId: 'within-budget', title: 'Within budget', area: 'cost' },
      { checkId: 'deploys', title: 'Deploys often', area: 'delivery' },
    ],
    ...changes,
  };
}

const targetLine = { role: 'target', depth: 0, kind: 'part' } as const;

export const applicability: ScorecardApplicability[] = [
  {
    scorecard: scorecardRef,
    applies: true,
    message: 'It applies, since kind is Component.',
    conditions: [
      {
        ...targetLine,
        text: 'kind: { $in: [Component, Resource] }',
        truth: 'true',
        decided: true,
        seen: [{ path: 'kind', value: 'Component' }],
      },
    ],
    target: {
      level: 3,
      only: null,
      line: 3,
      message:
        'Level 3 is asked of it, since readiness.tier is 1. This is line 3 of 5 in spec.targets.',
      conditions: [
        {
          ...targetLine,
          text: 'readiness.tier: 1',
          truth: 'true',
          decided: true,
          seen: [{ path: 'readiness.tier', value: 1 }],
        },
      ],
    },
  },
  {
    scorecard: { id: 'team-readiness', title: 'Team readiness' },
    applies: false,
    message: 'It does not apply, since kind is Component, not Group.',
    conditions: [
      {
        ...targetLine,
        text: 'kind: Group',
        truth: 'false',
        decided: true,
        seen: [{ path: 'kind', value: 'Component' }],
      },
    ],
    target: null,
  },
];

export const problem: ProblemItem = {
  subject: 'file',
  name: 'component:default/cart',
  reporter: 'slo',
  message: 'Expected an indicator, found a list.',
  source: 'slo/old.yaml',
  line: 7,
  column: 3,
  excerpt: null,
  entityRef: 'component:default/cart',
  seenAt: '2026-10-01T08:00:00Z',
};

export const cart: EntityReadiness = {
  ref: 'component:default/cart',
  kind: 'component',
  namespace: 'default',
  name: 'cart',
  title: 'Cart',
  type: 'service',
  lifecycle: 'production',
  tier: 1,
  owners: ['group:default/checkout'],
  sourceUrl: null,
  state: 'evaluated',
  scorecards: [readiness()],
  problems: [problem],
  decisions: [],
  reviews: [],
};

export const cartOnTarget: EntityReadiness = {
  ...cart,
  problems: [],
  scorecards: [
    readiness({
      level: 2,
      levelName: 'Owned',
      onTarget: true,
      fixes: [],
      results: [result({ outcome: 'pass', message: 'One SLO was found.' })],
    }),
  ],
};

export const cartSummary: EntitySummary = {
  ref: 'component:default/cart',
  kind: 'component',
  namespace: 'default',
  name: 'cart',
  title: 'Cart',
  type: 'service',
  lifecycle: 'production',
  tier: 1,
  owners: ['group:default/checkout'],
  level: 1,
  levelName: 'Running',
  targetLevel: 2,
  onTarget: false,
  fixes: 2,
  held: true,
  exemptions: 1,
  share: share(2, 3, 4),
  inGrace: false,
};

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

/** A collector that failed, and is tried again. */
export const collectorHealth: CollectorHealth = {
  id: 'slo',
  title: 'SLO documents',
  description: 'OpenSLO documents beside the service.',
  kind: 'module',
  source: 'files',
  status: 'failed',
  startedAt: '2026-10-01T07:59:00Z',
  finishedAt: '2026-10-01T08:00:00Z',
  nextAt: '2026-10-01T08:04:00Z',
  lagSeconds: 0,
  attempt: 2,
  completed: 7,
  lastError: 'The host answered 503.',
  counts: { observed: 12, unchanged: 180, absent: 3, failed: 5, deferred: 0 },
  progress: 0.4,
};
