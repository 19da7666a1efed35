import {
  EntityReadiness,
  EntitySummary,
  ExplainedResult,
  ScorecardApplicability,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { problem } from './healthExamples';
import { scorecardRef, share } from './overviewExamples';

/** A result of the SLO check, which is not met, with changes to that. */
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

/** A service that is below its target, with changes to that. */
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

/** One scorecard that applies to a component, and one that does not. */
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

/** A service of tier 1 that is below its target. */
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

/** The same service once it is on target. */
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

/** The cart as lists show it. */
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
