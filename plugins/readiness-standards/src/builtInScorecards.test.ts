import {
  CatalogFact,
  factSchemas,
  impactFact,
  incidentsFact,
  OwnerFact,
  Problem,
  relationsFact,
  rollupFact,
  trackRecordFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  nextFixes,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { catalogOf, inputOf, ownerOf } from './__testUtils__/evaluationInput';
import { standardsRows } from './__testUtils__/standardsRows';
import { builtInScorecards } from './builtInScorecards';

let scorecards: CompiledScorecard[];
let problems: Problem[];

beforeAll(async () => {
  const builtIn = await builtInScorecards();
  ({ scorecards, problems } = readScorecards([], { builtIn }));
});

function named(name: string): CompiledScorecard {
  const found = scorecards.find(scorecard => scorecard.name === name);
  if (!found) {
    throw new Error(`There is no scorecard ${name}`);
  }
  return found;
}

/** All checks. */
function allChecks() {
  return scorecards.flatMap(({ checks }) => checks);
}

describe('built-in scorecards', () => {
  it('are without problems', () => {
    expect(problems).toEqual([]);
  });

  it.each(Object.keys(standardsRows))(
    '%s holds exactly the checks of the standards',
    name => {
      const checks = named(name).checks.map(({ definition }) => [
        definition.id,
        definition.area,
        definition.level,
        definition.gate ? 'G' : 'S',
      ]);
      const rows = standardsRows[name].map(([id, area, _, level, weight]) => [
        id,
        area,
        level,
        weight,
      ]);
      expect(checks.sort()).toEqual(rows.sort());
    },
  );

  it('are as many as the README of the product says', () => {
    const readme = readFileSync(
      resolve(__dirname, '../../../README.md'),
      'utf8',
    );
    expect(readme).toContain(`${allChecks().length} checks for services`);
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

  it('read no fact that nobody describes', () => {
    const known = new Set(factSchemas.map(({ collector }) => collector));
    const unknown = allChecks().flatMap(({ definition, reads }) =>
      reads
        .filter(fact => !known.has(fact))
        .map(fact => `${definition.id}: ${fact}`),
    );
    expect(unknown).toEqual([]);
  });

  it('explain each check in words of its own, and link to a page that says more', () => {
    const seen = new Map<string, string>();
    for (const { definition } of allChecks()) {
      const { id, title, question, rationale, remediation } = definition;
      expect(`${id}: ${question}`).toMatch(/\?$/);
      expect(`${id}: ${remediation.link}`).toMatch(/: https?:\/\/[^\s]+$/);
      expect(rationale.split(/\s+/).length).toBeGreaterThanOrEqual(15);
      expect(remediation.text.split(/\s+/).length).toBeGreaterThanOrEqual(10);
      for (const text of [title, question, rationale]) {
        expect([id, seen.get(text) ?? id]).toEqual([id, id]);
        seen.set(text, id);
      }
    }
  });

  it('ask for no more than a week for one fix', () => {
    const long = allChecks()
      .filter(({ definition }) => definition.effort > 40)
      .map(({ definition }) => definition.id);
    expect(long).toEqual([]);
  });

  it('keep every parameter in use', () => {
    for (const { document } of scorecards) {
      const text = JSON.stringify(document.spec.checks);
      const unused = Object.keys(document.spec.params).filter(
        param => !new RegExp(`params\\.${param}\\b`).test(text),
      );
      expect(unused).toEqual([]);
    }
  });

  it('fill in the names of the entity in what to do', () => {
    const facts = {
      catalog: catalogOf(),
      'readiness/owner': ownerOf(),
    };
    for (const scorecard of scorecards) {
      const input = inputOf(
        facts,
        factSchemas.map(({ collector }) => collector),
      );
      for (const { checkId, remediation } of scorecard.explain(
        input,
        scorecard.evaluate(input),
      )) {
        const { text, path, example } = remediation;
        expect([checkId, `${text}${path}${example}`]).toEqual([
          checkId,
          expect.not.stringMatching(/\{\{|\bnothing`/),
        ]);
      }
    }
  });

  it('name a file below the entity for everything that a file mends', () => {
    const input = inputOf(
      { catalog: catalogOf(), 'readiness/owner': ownerOf() },
      factSchemas.map(({ collector }) => collector),
    );
    const service = named('service-readiness');
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
    for (const [, path] of paths) {
      expect(path ?? '').not.toMatch(/^\/|\.\.|\\/);
    }
  });
});

describe('service-readiness', () => {
  /** Outcomes where only the catalog was read. */
  function outcomesOf(
    change: Partial<CatalogFact>,
    declared?: Parameters<typeof catalogOf>[1],
  ) {
    const service = named('service-readiness');
    const { results } = service.evaluate(
      inputOf(
        {
          catalog: catalogOf(change, declared),
          'readiness/owner': ownerOf(),
        },
        factSchemas.map(({ collector }) => collector),
      ),
    );
    return Object.fromEntries(
      results.map(({ checkId, outcome }) => [checkId, outcome]),
    );
  }

  it('is about components and resources', () => {
    const entity = (kind: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'a' },
    });
    expect(
      ['Component', 'Resource', 'API', 'Group'].filter(kind =>
        named('service-readiness').matches(entity(kind)),
      ),
    ).toEqual(['Component', 'Resource']);
  });

  it.each([
    [
      'a service of tier 1',
      { tier: 1 },
      {},
      ['all', 'services', 'tier 1', 'tiers 1 and 2'],
    ],
    [
      'a service of tier 2',
      { tier: 2 },
      {},
      ['all', 'services', 'tiers 1 and 2'],
    ],
    [
      'a worker of tier 3',
      { tier: 3 },
      { spec: { type: 'worker' } },
      ['all', 'services'],
    ],
    [
      'a website without a tier',
      { tier: null },
      { spec: { type: 'website' } },
      ['all', 'services'],
    ],
    [
      'a library of tier 1',
      { tier: 1 },
      { spec: { type: 'library' } },
      ['all'],
    ],
    [
      'a resource of tier 1',
      { tier: 1 },
      { kind: 'Resource', spec: { type: 'bucket' } },
      [],
    ],
  ] as Array<[string, Partial<CatalogFact>, Parameters<typeof catalogOf>[1], string[]]>)(
    'asks of %s what the standards ask',
    (_name, change, declared, asked) => {
      const outcomes = outcomesOf(change, declared);
      const wrong = standardsRows['service-readiness']
        .filter(([, , applies]) =>
          ['all', 'services', 'tier 1', 'tiers 1 and 2'].includes(applies),
        )
        // What answers for a resource is asked of it, too.
        .filter(([id]) => id !== 'owner-is-team')
        .filter(
          ([id, , applies]) =>
            (outcomes[id] === 'not-applicable') === asked.includes(applies),
        )
        .map(([id, , applies]) => `${id} (${applies}): ${outcomes[id]}`);
      expect(wrong).toEqual([]);
      expect(outcomes['owner-is-team']).toBe('pass');
    },
  );

  it.each([
    'backstage.io/kubernetes-namespace',
    'backstage.io/kubernetes-id',
    'team-readiness.dev/namespace',
  ])('asks for no violations of whatever says %s', annotation => {
    const spec = { type: 'library' };
    const annotations = { [annotation]: 'shop' };
    expect(outcomesOf({}, { spec, annotations })['policy-no-high']).toBe(
      'unknown',
    );
    expect(outcomesOf({}, { spec })['policy-no-high']).toBe('not-applicable');
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
      { level: 2, only: { checks: ['owner-is-team', 'no-critical-findings'] } },
    ],
  ])('has a target for %s', (_name, tier, lifecycle, target) => {
    const { target: found } = named('service-readiness').evaluate(
      inputOf({ catalog: catalogOf({ tier, lifecycle }) }),
    );
    expect(found).toEqual(target);
  });

  it('asks a deprecated service for an owner and for no old critical finding, and nothing else', () => {
    const service = named('service-readiness');
    const facts = {
      catalog: catalogOf({ lifecycle: 'deprecated', runbookLinks: [] }),
      'readiness/owner': ownerOf(),
    };
    const connected = ['repository', 'slo'];
    expect(service.evaluate(inputOf(facts, connected))).toMatchObject({
      level: 0,
      onTarget: true,
      fixesToTarget: [],
    });
    const finding = {
      rule: 'CVE-2026-1',
      tool: 'Trivy',
      severity: 'critical',
      path: null,
      firstSeen: '2026-01-01T00:00:00Z',
      suppressed: false,
    };
    const sarif = { tools: ['Trivy'], findings: [finding] };
    const found = service.evaluate(
      inputOf({ ...facts, sarif: { ...sarif, analysedAt: null } }, [
        ...connected,
        'sarif',
      ]),
    );
    expect(found).toMatchObject({
      onTarget: false,
      fixesToTarget: ['no-critical-findings'],
    });
  });

  it('lists the cheapest fixes first, with the level that they unlock', () => {
    const service = named('service-readiness');
    const catalog = catalogOf({ tier: null, tierDeclared: null });
    const owner = ownerOf({ isTeam: false });
    const evaluation = service.evaluate(
      inputOf({ catalog, 'readiness/owner': owner }, []),
    );
    expect(
      nextFixes(service, evaluation).map(({ checkId, unlocks }) => [
        checkId,
        unlocks,
      ]),
    ).toEqual([
      ['owner-is-team', 1],
      ['tier-declared', 2],
    ]);
  });

  it('knows nothing of what was never observed, and fails nothing for it', () => {
    const outcomes = outcomesOf(
      {},
      { annotations: { 'backstage.io/techdocs-ref': 'dir:.' } },
    );
    const ofCatalog = [
      'owner-is-team',
      'techdocs',
      'tier-declared',
      'in-system',
      'lifecycle-known',
      'dependencies-declared',
    ];
    expect(outcomes).toMatchObject(
      Object.fromEntries(ofCatalog.map(id => [id, 'pass'])),
    );
    expect(outcomes).toMatchObject({
      readme: 'unknown',
      runbook: 'unknown',
      'slo-defined': 'unknown',
      'knowledge-spread': 'unknown',
    });
  });

  it('is useful on catalog data alone', () => {
    const service = named('service-readiness');
    const evaluation = service.evaluate(
      inputOf(
        {
          catalog: catalogOf(),
          'readiness/owner': ownerOf(),
          'readiness/relations': { ...relationsFact.example, unresolved: [] },
        },
        ['readiness/relations'],
      ),
    );
    expect(evaluation.level).toBe(2);
    expect(evaluation.results.map(({ checkId }) => checkId)).toEqual(
      expect.arrayContaining([
        'owner-is-team',
        'no-dangling-relations',
        'techdocs',
        'tier-declared',
        'in-system',
        'lifecycle-known',
        'dependencies-declared',
      ]),
    );
    expect(evaluation.inactive).toEqual(
      expect.arrayContaining(['readme', 'slo-defined', 'adr-recorded']),
    );
  });
});

describe('team-readiness', () => {
  const group = (type: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments' },
    spec: { type, children: [] },
  });

  it('is about teams, and evaluated after what they own', () => {
    const team = named('team-readiness');
    expect(team.matches(group('team'))).toBe(true);
    expect(team.matches(group('division'))).toBe(false);
    expect(team.stratum).toBe(2);
    expect(named('service-readiness').stratum).toBe(0);
  });

  it('names services by a scorecard and checks that are there', () => {
    const { params } = named('team-readiness').document.spec;
    const asked = Object.entries(params)
      .filter(([name]) => /Checks?(IfAny)?$/.test(name))
      .flatMap(([, value]) => value);
    const known = named(String(params.serviceScorecard)).checks.map(
      ({ definition }) => definition.id,
    );
    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(known).toEqual(expect.arrayContaining(asked));
  });

  it('asks level 2 of every team, and computes no check whose workflow is not there yet', () => {
    const team = named('team-readiness');
    const catalog = { ...catalogOf({ tier: null }), entity: group('team') };
    const { target, results, inactive } = team.evaluate(
      inputOf(
        { catalog, 'readiness/owner': ownerOf() },
        factSchemas.map(({ collector }) => collector),
      ),
    );
    expect(target).toEqual({ level: 2 });
    const computed = results.map(({ checkId }) => checkId);
    expect(computed).toHaveLength(team.checks.length - 1);
    expect([...computed, ...inactive]).not.toContain('team-debt-bounded');
  });

  it('keeps a team on target for what nobody has connected, whatever is summed up', () => {
    const catalog = { ...catalogOf({ tier: null }), entity: group('team') };
    const failing = (check: string, tier: number) => ({
      scorecard: 'service-readiness',
      check,
      tier,
      pass: 0,
      exempt: 0,
      known: 2,
      applicable: 2,
    });
    const evaluation = named('team-readiness').evaluate(
      inputOf({
        catalog,
        'readiness/owner': ownerOf(),
        'readiness/rollup': {
          entities: 4,
          byTier: [
            { tier: 1, entities: 2 },
            { tier: 2, entities: 2 },
          ],
          checks: [
            failing('adr-weighs-options', 1),
            failing('golden-path', 2),
            failing('readiness-reviewed', 1),
          ],
          levels: [],
        },
      }),
    );
    expect(evaluation).toMatchObject({ level: 1, ceiling: 3, onTarget: true });
    expect(evaluation.inactive).toContain('on-call');
    const failed = evaluation.results
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ checkId }) => checkId);
    expect(failed).toEqual([
      'exit-structured',
      'exit-standardised',
      'exit-reviewed',
    ]);
  });

  it('has an answer for the largest team that facts can describe', () => {
    const many = <T>(count: number, row: (i: number) => T) =>
      Array.from({ length: count }, (_, i) => row(i));
    const [impact] = impactFact.example.entries as object[];
    const [incident] = incidentsFact.example.incidents as object[];
    const [entry] = trackRecordFact.example.entries as object[];
    const [row] = rollupFact.example.checks as object[];
    const catalog = { ...catalogOf({ tier: null }), entity: group('team') };
    const { results } = named('team-readiness').evaluate(
      inputOf({
        catalog,
        'readiness/owner': ownerOf(),
        'readiness/rollup': {
          ...rollupFact.example,
          checks: many(3_000, i => ({
            ...row,
            check: ['adr-weighs-options', 'golden-path', `x-${i}`][i % 3],
          })),
        },
        impact: {
          broken: 0,
          // All the same evidence, so that each is compared with each.
          entries: many(200, i => ({
            ...impact,
            kind: i % 2 ? 'improvement' : 'automation',
          })),
        },
        incidents: {
          ...incidentsFact.example,
          incidents: many(200, i => ({ ...incident, id: `INC-${i}` })),
        },
        'track-record': {
          since: '2024-06-15',
          unread: [],
          entries: many(1_000, i => ({
            ...entry,
            kind: 'postmortem',
            complete: true,
            about: `PM-${i}`,
          })),
        },
      }),
    );
    const errors = results
      .filter(({ outcome }) => outcome === 'error')
      .map(({ checkId }) => checkId);
    expect(errors).toEqual([]);
  });

  it.each<[string, Partial<OwnerFact>, number]>([
    ['two members and a contact', {}, 1],
    ['one member', { members: 1 }, 0],
    ['no contact', { reachable: false }, 0],
    ['members that are not ingested', { members: null }, 0],
  ])('puts a team with %s at its level', (_name, change, level) => {
    const catalog = { ...catalogOf({ tier: null }), entity: group('team') };
    const evaluation = named('team-readiness').evaluate(
      inputOf({ catalog, 'readiness/owner': ownerOf(change) }, []),
    );
    expect(evaluation.level).toBe(level);
  });
});
