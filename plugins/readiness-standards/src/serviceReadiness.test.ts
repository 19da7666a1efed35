import {
  CheckExplanation,
  CompiledScorecard,
  EntityEvaluation,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  ServiceFacts,
  toInput,
  wellKeptService,
} from './__testUtils__/wellKeptService';
import { builtInScorecards } from './builtInScorecards';

let scorecard: CompiledScorecard;

beforeAll(async () => {
  const builtIn = await builtInScorecards();
  [scorecard] = readScorecards([], { builtIn }).scorecards;
});

function judge(change: (facts: ServiceFacts) => void): {
  evaluation: EntityEvaluation;
  explain: (checkId: string) => CheckExplanation;
} {
  const facts = wellKeptService();
  change(facts);
  const input = toInput(facts);
  const evaluation = scorecard.evaluate(input);
  const explanations = scorecard.explain(input, evaluation);
  return {
    evaluation,
    explain: id =>
      explanations.find(({ checkId }) => checkId === id) as CheckExplanation,
  };
}

type Case = [string, (facts: ServiceFacts) => void, string, RegExp];

/** The parts of the fixture that are never null in it. */
function documentsOf(facts: ServiceFacts) {
  const { readme, runbook, architecture } = facts.repository;
  if (!readme || !runbook || !architecture) {
    throw new Error('the fixture lacks a document');
  }
  return { readme, runbook, architecture };
}

const runbookLink = { title: 'Runbook', url: 'https://wiki.example.org/rb' };

const cases: Record<string, Case[]> = {
  'owner-is-team': [
    ['a team', () => {}, 'pass', /^Owned by group:default\/payments\.$/],
    [
      'no owner',
      ({ 'readiness/owner': owner }) => {
        Object.assign(owner, { owners: [], isTeam: false, exists: false });
      },
      'fail',
      /^No owner is declared/,
    ],
    [
      'an owner that does not exist',
      ({ 'readiness/owner': owner }) => {
        Object.assign(owner, { isTeam: false, exists: false });
      },
      'fail',
      /does not exist in the catalog\. Declared: group:default\/payments\.$/,
    ],
    [
      'a person',
      ({ 'readiness/owner': owner }) => {
        owner.owners[0].ref = 'user:default/mara';
        owner.isTeam = false;
      },
      'fail',
      /^The owner is not a team\. Declared: user:default\/mara\.$/,
    ],
  ],
  readme: [
    ['a good one', () => {}, 'pass', /README\.md has 240 words/],
    [
      'none',
      ({ repository }) => {
        repository.readme = null;
      },
      'fail',
      /^There is no README\. Words found: 0, wanted: 100 or more\.$/,
    ],
    [
      'an empty one',
      facts => {
        documentsOf(facts).readme.words = 0;
      },
      'fail',
      /too short to help\. Words found: 0/,
    ],
    [
      'one word short',
      facts => {
        documentsOf(facts).readme.words = 99;
      },
      'fail',
      /Words found: 99/,
    ],
    [
      'prose only',
      facts => {
        documentsOf(facts).readme.hasCommandOrLink = false;
      },
      'fail',
      /no command and no link/,
    ],
  ],
  runbook: [
    ['a file', () => {}, 'pass', /repository: docs\/runbook\.md$/],
    [
      'a link',
      ({ repository, catalog }) => {
        repository.runbook = null;
        catalog.runbookLinks = [runbookLink];
      },
      'pass',
      /Linked from the catalog: https:\/\/wiki\.example\.org\/rb$/,
    ],
    [
      'a stub',
      facts => {
        documentsOf(facts).runbook.words = 12;
      },
      'fail',
      /^The runbook is a stub\. Words found: 12, wanted: 100 or more\.$/,
    ],
    [
      'a stub and a link',
      facts => {
        documentsOf(facts).runbook.words = 12;
        facts.catalog.runbookLinks = [runbookLink];
      },
      'pass',
      /Linked from the catalog/,
    ],
    [
      'none',
      ({ repository }) => {
        repository.runbook = null;
      },
      'fail',
      /^There is no runbook, neither/,
    ],
  ],
  techdocs: [
    ['set up', () => {}, 'pass', /set up/],
    [
      'no annotation',
      ({ catalog }) => {
        catalog.entity = { ...catalog.entity, metadata: { name: 'checkout' } };
      },
      'fail',
      /names no TechDocs/,
    ],
  ],
  'tier-declared': [
    ['a tier', () => {}, 'pass', /tier 1/],
    [
      'none',
      ({ catalog }) => {
        Object.assign(catalog, { tier: null, tierDeclared: null });
      },
      'fail',
      /^No tier is declared\.$/,
    ],
    [
      'an unknown one',
      ({ catalog }) => {
        Object.assign(catalog, { tier: null, tierDeclared: 'gold' });
      },
      'fail',
      /not a known one: gold\.$/,
    ],
  ],
  'in-system': [
    ['a system', () => {}, 'pass', /the system ordering/],
    [
      'none',
      ({ catalog }) => {
        catalog.entity = {
          ...catalog.entity,
          spec: { type: 'service', owner: 'payments' },
        };
      },
      'fail',
      /^No system is declared\.$/,
    ],
  ],
  'runbook-complete': [
    ['all sections', () => {}, 'pass', /diagnosis, escalation, impact and mit/],
    [
      'symptoms and rollback in place of impact and mitigation',
      facts => {
        documentsOf(facts).runbook.sections = [
          'diagnosis',
          'escalation',
          'rollback',
          'symptoms',
        ];
      },
      'pass',
      /rollback/,
    ],
    [
      'no diagnosis',
      facts => {
        documentsOf(facts).runbook.sections = [
          'escalation',
          'impact',
          'mitigation',
        ];
      },
      'fail',
      /leaves somebody stuck\. Sections found: escalation, impact and mit/,
    ],
    [
      'no escalation, and nobody on call',
      facts => {
        documentsOf(facts).runbook.sections = [
          'diagnosis',
          'impact',
          'mitigation',
        ];
      },
      'fail',
      /leaves somebody stuck/,
    ],
    [
      'no escalation, but the owner is on call',
      facts => {
        documentsOf(facts).runbook.sections = [
          'diagnosis',
          'impact',
          'mitigation',
        ];
        facts['readiness/owner'].onCall = true;
      },
      'pass',
      /diagnosis/,
    ],
    [
      'a stub that has all headings',
      facts => {
        documentsOf(facts).runbook.words = 15;
      },
      'fail',
      /^The runbook is a stub/,
    ],
    [
      'only a link',
      ({ repository, catalog }) => {
        repository.runbook = null;
        catalog.runbookLinks = [runbookLink];
      },
      'unknown',
      /only a link, https:\/\/wiki\.example\.org\/rb, so that/,
    ],
    [
      'none',
      ({ repository }) => {
        repository.runbook = null;
      },
      'fail',
      /no runbook in the repository\. Sections found: nothing\.$/,
    ],
  ],
  'architecture-in-five-minutes': [
    ['a good one', () => {}, 'pass', /600 words and names 2 of 2 declared/],
    [
      'no dependencies',
      facts => {
        facts.catalog.dependencies = [];
        documentsOf(facts).architecture.dependenciesNamed = [];
      },
      'pass',
      /names 0 of 0/,
    ],
    [
      'exactly four of five',
      facts => {
        facts.catalog.dependencies = ['a', 'b', 'c', 'd', 'e'];
        documentsOf(facts).architecture.dependenciesNamed = [
          'a',
          'b',
          'c',
          'd',
        ];
      },
      'pass',
      /names 4 of 5/,
    ],
    [
      'three of five',
      facts => {
        facts.catalog.dependencies = ['a', 'b', 'c', 'd', 'e'];
        documentsOf(facts).architecture.dependenciesNamed = ['a', 'b', 'c'];
      },
      'fail',
      /leaves out dependencies: d, e\. Words found: 600\.$/,
    ],
    [
      'too long',
      facts => {
        documentsOf(facts).architecture.words = 1201;
      },
      'fail',
      /too long for five minutes\. Words found: 1201/,
    ],
    [
      'too short',
      facts => {
        documentsOf(facts).architecture.words = 149;
      },
      'fail',
      /too short\. Words found: 149/,
    ],
    [
      'none',
      ({ repository }) => {
        repository.architecture = null;
      },
      'fail',
      /^There is no architecture overview\. Words found: 0\.$/,
    ],
  ],
  'slo-defined': [
    ['one', () => {}, 'pass', /Defined by checkout-availability/],
    [
      'none',
      ({ slo }) => {
        slo.slos = [];
      },
      'fail',
      /^There is no SLO\.$/,
    ],
    [
      'a broken one',
      ({ slo }) => {
        Object.assign(slo, { slos: [], broken: 1 });
      },
      'fail',
      /^There is no SLO that can be read\. Broken documents: 1, see the problems of this entity\.$/,
    ],
    [
      'broken ones',
      ({ slo }) => {
        Object.assign(slo, { slos: [], broken: 3 });
      },
      'fail',
      /^There is no SLO that can be read\. Broken documents: 3, see the problems of this entity\.$/,
    ],
    [
      'one without an indicator',
      ({ slo }) => {
        slo.slos[0].complete = false;
      },
      'fail',
      /^No SLO is complete: checkout-availability lacks an indicator\.$/,
    ],
    [
      'incomplete ones',
      ({ slo }) => {
        slo.slos = [
          { ...slo.slos[0], complete: false, targets: [], name: 'a' },
          { ...slo.slos[0], complete: false, window: null, name: 'b' },
          {
            ...slo.slos[0],
            ...{ complete: false, targets: [], window: null, name: 'c' },
          },
        ];
      },
      'fail',
      /^No SLO is complete: a lacks a target; b lacks a time window; c lacks a target and a time window\.$/,
    ],
    [
      'an incomplete one and a broken one',
      ({ slo }) => {
        slo.slos[0].complete = false;
        slo.broken = 1;
      },
      'fail',
      /lacks an indicator\. Broken documents: 1, see the problems of this entity\.$/,
    ],
    [
      'a complete one and a broken one',
      ({ slo }) => {
        slo.broken = 1;
      },
      'pass',
      /^Defined by checkout-availability\.$/,
    ],
  ],
  'workload-safe': [
    ['all pass', () => {}, 'pass', /^3 evaluations of require-limits, run/],
    [
      'one fails',
      ({ manifests }) => {
        manifests.evaluations[0].outcome = 'fail';
      },
      'fail',
      /^Deployment\/checkout fails pin-images \(deploy\/checkout\.yaml\)\.$/,
    ],
    [
      'one fails and one is unknown',
      ({ manifests }) => {
        manifests.evaluations[0].outcome = 'fail';
        manifests.evaluations[1].outcome = 'unknown';
      },
      'fail',
      /fails pin-images/,
    ],
    [
      'one is unknown',
      ({ manifests }) => {
        manifests.evaluations[0].outcome = 'unknown';
        manifests.evaluations[0].message = 'needs request';
      },
      'unknown',
      /^Could not be evaluated: pin-images \(needs request\)\.$/,
    ],
    [
      'no policy of the list looked at it',
      ({ manifests }) => {
        manifests.evaluations.forEach((evaluation, i) => {
          evaluation.policy = `other-${i}`;
          evaluation.outcome = 'fail';
        });
      },
      'unknown',
      /No policy matches.*Kinds found: Deployment, Service\.$/,
    ],
    [
      'no objects',
      ({ manifests }) => {
        Object.assign(manifests, { objects: 0, kinds: [], evaluations: [] });
      },
      'not-applicable',
      /No Kubernetes objects/,
    ],
    [
      'nothing but broken manifests',
      ({ manifests }) => {
        Object.assign(manifests, { objects: 0, kinds: [], evaluations: [] });
        manifests.broken = 2;
      },
      'unknown',
      /^Manifests that cannot be read: 2\.$/,
    ],
    [
      'all pass, but a manifest is broken',
      ({ manifests }) => {
        manifests.broken = 1;
      },
      'unknown',
      /^Manifests that cannot be read: 1\.$/,
    ],
    [
      'one fails and a manifest is broken',
      ({ manifests }) => {
        manifests.evaluations[0].outcome = 'fail';
        manifests.broken = 1;
      },
      'fail',
      /fails pin-images \(deploy\/checkout\.yaml\)\.$/,
    ],
    [
      'all pass, but a policy of the list is not loaded',
      ({ manifests }) => {
        manifests.policies = ['other', 'pin-images', 'require-limits'];
        manifests.evaluations = manifests.evaluations.slice(0, 2);
      },
      'unknown',
      /^No policy is loaded with the name run-as-non-root\.$/,
    ],
    [
      'one fails and a policy of the list is not loaded',
      ({ manifests }) => {
        manifests.policies = ['pin-images'];
        manifests.evaluations[0].outcome = 'fail';
      },
      'fail',
      /fails pin-images/,
    ],
    [
      'no policy of the list is loaded',
      ({ manifests }) => {
        manifests.policies = ['other'];
        manifests.evaluations = [];
      },
      'unknown',
      /^No policy is loaded with the name require-limits or run-as-non-root or pin-images\.$/,
    ],
    [
      'a policy of the list that matches none of the objects',
      ({ manifests }) => {
        manifests.evaluations = manifests.evaluations.slice(0, 2);
      },
      'pass',
      /^2 evaluations of require-limits/,
    ],
  ],
  'policy-no-high': [
    [
      'a young one',
      () => {},
      'pass',
      /^Open violations: 1\. None of severity high or critical is older than 14 days\.$/,
    ],
    [
      'fourteen days old',
      ({ policy }) => {
        policy.violations[0].firstSeen = '2026-06-01T23:59:00Z';
      },
      'pass',
      /Open violations: 1\./,
    ],
    [
      'fifteen days old',
      ({ policy }) => {
        policy.violations[0].firstSeen = '2026-05-31T23:59:00Z';
      },
      'fail',
      /disallow-latest-tag on Deployment\/shop\/checkout \(high, 15 days\)\.$/,
    ],
    [
      'old, but of medium severity',
      ({ policy }) => {
        policy.violations[0].firstSeen = '2025-05-31T00:00:00Z';
        policy.violations[0].severity = 'medium';
      },
      'pass',
      /Open violations: 1\./,
    ],
    [
      'nothing reported',
      ({ policy }) => {
        Object.assign(policy, { results: 0, violations: [] });
      },
      'unknown',
      /No policy engine/,
    ],
  ],
  'spend-observed': [
    [
      'attributed',
      () => {},
      'pass',
      /^450 EUR so far in 2026-06, over 14 days/,
    ],
    [
      'not attributed',
      ({ cost }) => {
        cost.attributed = false;
      },
      'fail',
      /No charge/,
    ],
  ],
  'has-budget': [
    [
      'one that fits',
      () => {},
      'pass',
      /1000 EUR a month fits the mean of 950/,
    ],
    [
      'none',
      ({ catalog }) => {
        catalog.budget = null;
      },
      'fail',
      /^No monthly budget is declared\. Spent a month: 950 EUR\.$/,
    ],
    [
      'a huge one',
      ({ catalog }) => {
        catalog.budget = { amount: 1900.01, currency: 'EUR' };
      },
      'fail',
      /^The budget of 1900\.01 is far above what is spent\. Spent a month: 950 EUR\.$/,
    ],
    [
      'a tiny one',
      ({ catalog }) => {
        catalog.budget = { amount: 474.99, currency: 'EUR' };
      },
      'fail',
      /far below/,
    ],
    [
      'no complete month yet',
      ({ cost }) => {
        cost.threeMonthMean = null;
      },
      'unknown',
      /no complete month/,
    ],
    [
      'another currency',
      ({ cost }) => {
        cost.currency = 'USD';
      },
      'unknown',
      /EUR and USD/,
    ],
  ],
  'within-budget': [
    [
      'below',
      () => {},
      'pass',
      /^Forecast 960 EUR for 2026-06, budget 1000 EUR/,
    ],
    [
      'ten per cent over',
      ({ cost }) => {
        cost.forecast = 1100;
      },
      'pass',
      /1100/,
    ],
    [
      'more than that',
      ({ cost }) => {
        cost.forecast = 1101;
      },
      'fail',
      /more than the budget of 1000 EUR allows/,
    ],
    [
      'another currency',
      ({ cost }) => {
        cost.currency = 'USD';
      },
      'unknown',
      /EUR and USD/,
    ],
    [
      'no spend',
      ({ cost }) => {
        cost.attributed = false;
      },
      'unknown',
      /No spend is attributed/,
    ],
    [
      'no budget',
      ({ catalog }) => {
        catalog.budget = null;
      },
      'not-applicable',
      /No monthly budget/,
    ],
  ],
  'runbook-fresh': [
    ['reviewed', () => {}, 'pass', /on 2026-03-01\.$/],
    [
      'changed after the review was too long ago',
      facts => {
        documentsOf(facts).runbook.reviewedAt = '2024-01-01';
        documentsOf(facts).runbook.changedAt = '2026-06-01T10:11:12Z';
      },
      'pass',
      /on 2026-06-01\.$/,
    ],
    [
      '180 days ago',
      facts => {
        documentsOf(facts).runbook.reviewedAt = '2025-12-17';
      },
      'pass',
      /2025-12-17/,
    ],
    [
      '181 days ago',
      facts => {
        documentsOf(facts).runbook.reviewedAt = '2025-12-16';
      },
      'fail',
      /Reviewed: 2025-12-16\. Changed: nothing\.$/,
    ],
    [
      'a review in the future',
      facts => {
        documentsOf(facts).runbook.reviewedAt = '2099-01-01';
      },
      'fail',
      /Reviewed: 2099-01-01/,
    ],
    [
      'no dates',
      facts => {
        documentsOf(facts).runbook.reviewedAt = null;
      },
      'unknown',
      /does not say when/,
    ],
    [
      'only a link',
      ({ repository, catalog }) => {
        repository.runbook = null;
        catalog.runbookLinks = [runbookLink];
      },
      'unknown',
      /only a link/,
    ],
    [
      'none',
      ({ repository }) => {
        repository.runbook = null;
      },
      'fail',
      /^There is no runbook\./,
    ],
  ],
  'burn-rate-alert': [
    ['one', () => {}, 'pass', /Alerted on by checkout-availability/],
    [
      'none',
      ({ slo }) => {
        slo.slos[0].burnRateAlert = false;
      },
      'fail',
      /^No complete SLO has an alert on its burn rate\. Found: checkout-availability\.$/,
    ],
    [
      'none, but a broken document',
      ({ slo }) => {
        slo.slos[0].burnRateAlert = false;
        slo.broken = 1;
      },
      'fail',
      /Found: checkout-availability\. Broken documents: 1, see the problems of this entity\.$/,
    ],
    [
      'none on the complete one',
      ({ slo }) => {
        slo.slos.push({ ...slo.slos[0], complete: false, name: 'draft' });
        slo.slos[0].burnRateAlert = false;
      },
      'fail',
      /^No complete SLO .* Found: checkout-availability\.$/,
    ],
    [
      'no SLO',
      ({ slo }) => {
        slo.slos = [];
      },
      'fail',
      /^There is no complete SLO to alert on\.$/,
    ],
    [
      'broken documents only',
      ({ slo }) => {
        Object.assign(slo, { slos: [], broken: 2 });
      },
      'fail',
      /^There is no complete SLO to alert on\. Broken documents: 2, see the problems of this entity\.$/,
    ],
    [
      'on an incomplete SLO',
      ({ slo }) => {
        slo.slos[0].complete = false;
      },
      'fail',
      /no complete SLO to alert on/,
    ],
    [
      'tier 3',
      ({ catalog }) => {
        catalog.tier = 3;
      },
      'not-applicable',
      /does not apply/,
    ],
  ],
};

describe('service-readiness', () => {
  describe.each(Object.keys(cases))('%s', id => {
    it.each(cases[id])('%s', (_name, change, outcome, message) => {
      const { explain } = judge(change);
      expect(explain(id)).toMatchObject({
        outcome,
        message: expect.stringMatching(message),
      });
    });
  });

  it('has cases for every check', () => {
    const ids = scorecard.checks.map(({ definition }) => definition.id);
    expect(Object.keys(cases).sort()).toEqual(ids.sort());
    expect(ids).toHaveLength(16);
  });

  it('is met in full by a well-kept service', () => {
    const { evaluation } = judge(() => {});
    expect(evaluation).toMatchObject({
      level: 3,
      ceiling: 3,
      target: { level: 3 },
      onTarget: true,
      score: 1,
      coverage: 1,
    });
  });
});
