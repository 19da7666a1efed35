/**
 * A scorecard with checks and versions in the shapes of the API, for the tests of the pages.
 */
import {
  CheckDetails,
  CheckSummary,
  DefinitionList,
  ScorecardDetails,
  ScorecardVersion,
} from '@team-readiness/backstage-plugin-readiness-common';
import { problem, result, scorecardRef, teamRef } from './examples';

export function checkSummary(
  changes: Partial<CheckSummary> = {},
): CheckSummary {
  return {
    scorecard: 'service-readiness',
    id: 'slo-defined',
    title: 'SLO',
    question: 'Is there an SLO?',
    area: 'slos',
    level: 2,
    levelName: 'Owned',
    gate: true,
    weight: 1,
    effort: 4,
    stage: 'enforced',
    enforceFrom: null,
    connected: true,
    waitsFor: [],
    adoption: 0.4,
    counts: {
      pass: 8,
      fail: 6,
      unknown: 3,
      notApplicable: 4,
      exempt: 1,
      error: 2,
    },
    tier1Failing: 2,
    change: { since: '2026-09-01', days: 30, points: -3 },
    ...changes,
  };
}

export const sloCheck: CheckDetails = {
  summary: checkSummary(),
  scorecard: scorecardRef,
  owner: 'group:default/platform',
  rationale: 'Without an SLO nobody knows when to stop shipping.',
  lookedFor: 'An OpenSLO document in the folder slo.',
  remediation: result().remediation,
  optOut: false,
  condition: 'slo.documents.size() > 0',
  appliesWhen: null,
  sources: [
    {
      collector: 'slo',
      title: 'SLO documents',
      reads: 'the SLO documents',
      kind: 'module',
      connected: true,
    },
    {
      collector: 'incidents',
      title: 'the incident events',
      reads: 'the incident events',
      kind: null,
      connected: false,
    },
  ],
  teams: [
    {
      team: teamRef('checkout', 'Checkout'),
      counts: checkSummary().counts,
      adoption: 0.4,
    },
  ],
  hidden: 1,
};

const readVersion = {
  contentHash: 'c'.repeat(64),
  source: 'scorecards/service-readiness.yaml',
  createdBy: 'file',
  active: false,
};

export const versions: ScorecardVersion[] = [
  {
    ...readVersion,
    version: 3,
    createdBy: 'user:default/mara',
    createdAt: '2026-11-22T08:00:00Z',
    activatedAt: '2026-11-22T08:00:00Z',
    active: true,
    fields: ['params.days', 'targets'],
    checks: [
      {
        id: 'slo-defined',
        title: 'SLO',
        change: 'changed',
        fields: ['condition', 'params.days'],
        effect: 'stricter',
        enforceFrom: '2026-12-22',
      },
      {
        id: 'runbook',
        title: 'Runbook',
        change: 'added',
        fields: [],
        effect: 'stricter',
        enforceFrom: '2026-12-22',
      },
      {
        id: 'pager',
        title: 'Pager',
        change: 'removed',
        fields: [],
        effect: 'relaxed',
        enforceFrom: null,
      },
    ],
  },
  {
    ...readVersion,
    version: 2,
    createdAt: '2026-10-03T08:00:00Z',
    activatedAt: null,
    fields: [],
    checks: [
      {
        id: 'slo-defined',
        title: 'SLO',
        change: 'changed',
        fields: ['messages'],
        effect: 'none',
        enforceFrom: null,
      },
    ],
  },
  {
    ...readVersion,
    version: 1,
    createdAt: '2026-09-01T08:00:00Z',
    activatedAt: '2026-09-01T08:00:00Z',
    fields: null,
    checks: [],
  },
];

export const serviceScorecard: ScorecardDetails = {
  id: 'service-readiness',
  title: 'Service readiness',
  description: 'What a service needs before it is relied on.',
  owner: 'group:default/platform',
  stage: 'enforced',
  version: 3,
  contentHash: 'c'.repeat(64),
  source: 'scorecards/service-readiness.yaml',
  createdBy: 'file',
  createdAt: '2026-09-01T08:00:00Z',
  levels: [
    { level: 1, name: 'Running', description: 'It can be found and run.' },
    { level: 2, name: 'Owned', description: 'It can be relied on.' },
  ],
  params: {},
  checks: [
    checkSummary(),
    checkSummary({
      id: 'runbook',
      title: 'Runbook',
      area: 'documentation',
      stage: 'warn',
      enforceFrom: '2026-12-22',
      change: null,
    }),
    checkSummary({
      id: 'within-budget',
      title: 'Within budget',
      area: 'cost',
      connected: false,
      waitsFor: ['cost data'],
      gate: false,
    }),
  ],
  exemptions: 1,
  problems: [
    {
      ...problem,
      subject: 'definition',
      name: 'service-readiness',
      message: 'The key "wieght" is not known.',
      source: 'scorecards/service-readiness.yaml',
      line: 12,
      column: 5,
      excerpt: '    wieght: 2\n    ^^^^^^',
      entityRef: null,
    },
  ],
};

const recipe = {
  kind: 'Collector',
  name: 'sonar-quality',
  title: 'the SonarQube quality gate',
  version: 2,
  contentHash: 'd'.repeat(64),
  source: 'recipes/sonar-quality.yaml',
  createdBy: 'file',
  createdAt: '2026-10-01T08:00:00Z',
  pushed: false,
  inUse: true,
  problem: null,
} as const;

/** Documents of which one runs, one is refused, and one has nothing that runs it. */
export const definitionList: DefinitionList = {
  items: [
    {
      ...recipe,
      kind: 'Scorecard',
      name: serviceScorecard.id,
      title: serviceScorecard.title,
      source: serviceScorecard.source,
    },
    recipe,
    {
      ...recipe,
      name: 'argo',
      title: 'the sync state',
      inUse: false,
      problem: 'The host argo.example is not allowed.',
    },
    { ...recipe, name: 'models', title: 'the models', inUse: false },
    { ...recipe, name: 'load', title: 'the load tests', pushed: true },
    {
      ...recipe,
      name: 'chaos',
      title: 'the chaos tests',
      pushed: true,
      inUse: false,
    },
  ],
  pushed: [
    {
      collector: 'unit-cost',
      title: 'the published cost of a unit',
      description: 'What one unit of the service costs.',
    },
  ],
};
