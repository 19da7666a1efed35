import {
  OwnerFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  nextFixes,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  ServiceFacts,
  toInput,
  wellKeptService,
} from './__testUtils__/wellKeptService';
import { builtInScorecards } from './builtInScorecards';

let scorecards: CompiledScorecard[];
let service: CompiledScorecard;
let team: CompiledScorecard;
let problems: Problem[];

beforeAll(async () => {
  const builtIn = await builtInScorecards();
  const read = readScorecards([], { builtIn });
  scorecards = read.scorecards;
  problems = read.problems;
  [service, team] = scorecards;
});

function judge(change: (facts: ServiceFacts) => void) {
  const facts = wellKeptService();
  change(facts);
  return service.evaluate(toInput(facts));
}

function outcomesOf(change: (facts: ServiceFacts) => void) {
  return Object.fromEntries(
    judge(change).results.map(({ checkId, outcome }) => [checkId, outcome]),
  );
}

describe('built-in scorecards', () => {
  it('are without problems', () => {
    expect(problems).toEqual([]);
  });

  it('are evaluated in their stratum', () => {
    expect(scorecards.map(({ name, stratum }) => [name, stratum])).toEqual([
      ['service-readiness', 0],
      ['team-readiness', 2],
    ]);
  });

  it('have at most 5 gates at level 1, 12 at level 2 and 12 at level 3', () => {
    for (const { checks, name } of scorecards) {
      const gatesAt = (level: number) =>
        checks.filter(
          ({ definition }) => definition.gate && definition.level === level,
        ).length;
      expect([
        name,
        gatesAt(1) <= 5,
        gatesAt(2) <= 12,
        gatesAt(3) <= 12,
      ]).toEqual([name, true, true, true]);
    }
  });

  it('gate on what the standards say', () => {
    const gates = (level: number) =>
      service.checks
        .map(({ definition }) => definition)
        .filter(check => check.gate && check.level === level)
        .map(({ id }) => id);
    expect(gates(1)).toEqual(['owner-is-team', 'readme', 'runbook']);
    expect(gates(2)).toEqual([
      'tier-declared',
      'runbook-complete',
      'architecture-in-five-minutes',
      'slo-defined',
      'workload-safe',
      'policy-no-high',
    ]);
    expect(gates(3)).toEqual(['runbook-fresh', 'burn-rate-alert']);
  });

  it('read the facts that the standards say', () => {
    expect(
      Object.fromEntries(
        service.checks.map(({ definition, reads }) => [definition.id, reads]),
      ),
    ).toEqual({
      'owner-is-team': [],
      readme: ['repository'],
      runbook: ['repository'],
      techdocs: [],
      'tier-declared': [],
      'in-system': [],
      'runbook-complete': ['repository'],
      'architecture-in-five-minutes': ['repository'],
      'slo-defined': ['slo'],
      'workload-safe': ['manifests'],
      'policy-no-high': ['policy'],
      'spend-observed': ['cost'],
      'has-budget': ['cost'],
      'runbook-fresh': ['repository'],
      'burn-rate-alert': ['slo'],
      'within-budget': ['cost'],
    });
  });

  it('name a file below the entity for everything that a file mends', () => {
    const input = toInput(wellKeptService());
    const paths = service
      .explain(input, service.evaluate(input))
      .map(({ checkId, remediation }) => [checkId, remediation.path]);
    expect(Object.fromEntries(paths)).toMatchObject({
      readme: 'README.md',
      runbook: 'docs/runbook.md',
      'architecture-in-five-minutes': 'docs/architecture.md',
      'slo-defined': 'slo/checkout.yaml',
      'workload-safe': 'deploy/checkout.yaml',
      'tier-declared': 'catalog-info.yaml',
    });
  });

  it('fill in the names of the entity in examples', () => {
    const input = toInput(wellKeptService());
    const explanations = service.explain(input, service.evaluate(input));
    for (const { remediation } of explanations) {
      expect(`${remediation.text}${remediation.example}`).not.toMatch(
        /\{\{|nothing/,
      );
    }
  });
});

describe('service-readiness', () => {
  it('is about components and resources', () => {
    const entity = (kind: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'a' },
    });
    expect(
      ['Component', 'Resource', 'API', 'Group'].filter(kind =>
        service.matches(entity(kind)),
      ),
    ).toEqual(['Component', 'Resource']);
  });

  it('asks a library for what a library can have', () => {
    const change = ({ catalog }: ServiceFacts) => {
      catalog.entity = {
        ...catalog.entity,
        spec: { type: 'library', lifecycle: 'production', owner: 'payments' },
      };
      catalog.tier = null;
    };
    const outcomes = outcomesOf(change);
    const applying = Object.keys(outcomes).filter(
      id => outcomes[id] !== 'not-applicable',
    );
    expect(applying).toEqual([
      'owner-is-team',
      'readme',
      'techdocs',
      'workload-safe',
    ]);
    expect(judge(change)).toMatchObject({ ceiling: 2, level: 2 });
  });

  it.each([
    'backstage.io/kubernetes-namespace',
    'backstage.io/kubernetes-id',
    'team-readiness.dev/namespace',
  ])('asks for no violations of whatever says %s', annotation => {
    const outcomes = outcomesOf(({ catalog }) => {
      catalog.entity = {
        ...catalog.entity,
        metadata: { name: 'checkout', annotations: { [annotation]: 'shop' } },
        spec: { type: 'library', lifecycle: 'production', owner: 'payments' },
      };
    });
    expect(outcomes['policy-no-high']).toBe('pass');
  });

  it('asks a resource for an owner', () => {
    const change = ({ catalog }: ServiceFacts) => {
      catalog.entity = {
        ...catalog.entity,
        kind: 'Resource',
        spec: { type: 'database', owner: 'payments' },
      };
    };
    expect(judge(change)).toMatchObject({
      ceiling: 1,
      level: 1,
      onTarget: true,
      weights: { passed: 1, known: 1, applicable: 1 },
    });
  });

  it.each([
    ['tier 1', 1, 'production', { level: 3 }],
    ['tier 2', 2, 'production', { level: 2 }],
    ['tier 3', 3, 'production', { level: 1 }],
    ['no tier', null, 'production', { level: 2 }],
    [
      'experimental, whatever its tier',
      1,
      'experimental',
      { level: 1, only: { areas: ['ownership', 'documentation'] } },
    ],
    [
      'deprecated, whatever its tier',
      1,
      'deprecated',
      { level: 1, only: { checks: ['owner-is-team'] } },
    ],
  ])('has a target for %s', (_name, tier, lifecycle, target) => {
    const { target: found } = judge(({ catalog }) => {
      Object.assign(catalog, { tier, lifecycle });
    });
    expect(found).toEqual(target);
  });

  it('asks a deprecated service for an owner and nothing else', () => {
    const evaluation = judge(facts => {
      facts.catalog.lifecycle = 'deprecated';
      facts.repository.readme = null;
      facts.repository.runbook = null;
      facts.slo.slos = [];
    });
    expect(evaluation).toMatchObject({
      level: 0,
      onTarget: true,
      fixesToTarget: [],
    });
  });

  it('lists the cheapest fixes first, with the level that they unlock', () => {
    const evaluation = judge(facts => {
      facts.repository.runbook = null;
      facts.slo.slos = [];
      facts.catalog.tier = null;
      facts.catalog.tierDeclared = null;
    });
    expect(
      nextFixes(service, evaluation).map(({ checkId, unlocks }) => [
        checkId,
        unlocks,
      ]),
    ).toEqual([
      ['tier-declared', null],
      ['runbook', 1],
      ['runbook-complete', null],
      ['slo-defined', 2],
    ]);
  });

  it('knows nothing of what was never observed, and fails nothing for it', () => {
    const { catalog, 'readiness/owner': owner } = wellKeptService();
    const evaluation = service.evaluate(
      toInput({ catalog, 'readiness/owner': owner }),
    );
    const byOutcome = (outcome: string) =>
      evaluation.results
        .filter(result => result.outcome === outcome)
        .map(({ checkId }) => checkId);
    expect(byOutcome('pass')).toEqual([
      'owner-is-team',
      'techdocs',
      'tier-declared',
      'in-system',
    ]);
    expect(byOutcome('unknown')).toHaveLength(12);
    expect(evaluation).toMatchObject({ score: 1, coverage: 4 / 16, level: 0 });
  });

  it('is useful on catalog data alone', () => {
    const { catalog, 'readiness/owner': owner } = wellKeptService();
    const evaluation = service.evaluate({
      ...toInput({ catalog, 'readiness/owner': owner }),
      connected: new Set(),
    });
    expect(evaluation).toMatchObject({ score: 1, coverage: 1, level: 2 });
    expect(evaluation.inactive).toHaveLength(12);
  });
});

describe('team-readiness', () => {
  const healthy = wellKeptService()['readiness/owner'];

  function judgeTeam(owner: OwnerFact) {
    const catalog = {
      ...wellKeptService().catalog,
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'payments' },
        spec: { type: 'team', children: [] },
      },
      tier: null,
    };
    const input = toInput({ catalog, 'readiness/owner': owner });
    const evaluation = team.evaluate(input);
    const messages = team
      .explain(input, evaluation)
      .map(({ outcome, message }) => `${outcome}: ${message}`);
    return { evaluation, messages };
  }

  it.each<[string, Partial<OwnerFact>, string[]]>([
    [
      'a team that is well',
      {},
      [
        'pass: The team has 4 members.',
        'pass: The team can be reached at payments@example.org.',
      ],
    ],
    [
      'one person',
      { members: 1 },
      [
        'fail: The catalog knows one member of the team; 2 or more are wanted.',
        'pass: The team can be reached at payments@example.org.',
      ],
    ],
    [
      'members that are not ingested, and no contact',
      { members: null, reachable: false },
      [
        'unknown: The catalog holds no people, so that the members of the team are not known.',
        'fail: The team has neither an e-mail address nor a link to a chat channel in the catalog.',
      ],
    ],
  ])('judges %s', (_name, change, messages) => {
    expect(judgeTeam({ ...healthy, ...change }).messages).toEqual(messages);
  });

  it('is about teams, and puts one that is well at its target', () => {
    const group = (type: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'a' },
      spec: { type, children: [] },
    });
    expect(team.matches(group('team'))).toBe(true);
    expect(team.matches(group('division'))).toBe(false);
    expect(judgeTeam(healthy).evaluation).toMatchObject({
      level: 1,
      onTarget: true,
    });
  });
});
