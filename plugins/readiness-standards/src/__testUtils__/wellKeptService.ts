import {
  CatalogFact,
  CostFact,
  FactSnapshot,
  ManifestsFact,
  OwnerFact,
  PolicyFact,
  RepositoryFact,
  SloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EvaluationInput } from '@team-readiness/backstage-plugin-readiness-engine';

/** Facts by collector id, typed. */
export interface ServiceFacts {
  catalog: CatalogFact;
  'readiness/owner': OwnerFact;
  repository: RepositoryFact;
  slo: SloFact;
  manifests: ManifestsFact;
  policy: PolicyFact;
  cost: CostFact;
}

/** The moment at which fixtures are evaluated. */
export const fixtureNow = new Date('2026-06-15T10:00:00Z');

/**
 * Facts of a tier 1 service that meets every built-in check.
 */
export function wellKeptService(): ServiceFacts {
  return {
    catalog: {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'checkout',
          annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
        },
        spec: {
          type: 'service',
          lifecycle: 'production',
          owner: 'payments',
          system: 'ordering',
        },
      },
      tier: 1,
      tierDeclared: '1',
      lifecycle: 'production',
      dependencies: ['ledger', 'orders-db'],
      runbookLinks: [],
      budget: { amount: 1000, currency: 'EUR' },
      onCall: false,
    },
    'readiness/owner': {
      owners: [
        {
          ref: 'group:default/payments',
          kind: 'group',
          exists: true,
          type: 'team',
          members: 4,
          email: 'payments@example.org',
          chat: null,
          onCall: false,
        },
      ],
      exists: true,
      isTeam: true,
      members: 4,
      reachable: true,
      onCall: false,
    },
    repository: {
      location: 'https://git.example.org/payments/checkout/tree/main/',
      revision: 'abc',
      readme: {
        path: 'README.md',
        url: 'https://git.example.org/payments/checkout/blob/main/README.md',
        words: 240,
        headings: ['checkout'],
        sections: [],
        hasCommandOrLink: true,
        reviewedAt: null,
        reviewedBy: [],
        reviewedOutside: false,
        usedAt: null,
        changedAt: '2026-05-01T08:30:00Z',
        dependenciesNamed: [],
      },
      runbook: {
        path: 'docs/runbook.md',
        url: null,
        words: 420,
        headings: ['impact', 'diagnosis', 'mitigation', 'escalation'],
        sections: ['diagnosis', 'escalation', 'impact', 'mitigation'],
        hasCommandOrLink: true,
        reviewedAt: '2026-03-01',
        reviewedBy: [],
        reviewedOutside: false,
        usedAt: null,
        changedAt: null,
        dependenciesNamed: [],
      },
      runbooks: 1,
      architecture: {
        path: 'docs/architecture.md',
        url: null,
        words: 600,
        headings: ['checkout in five minutes'],
        sections: [],
        hasCommandOrLink: true,
        reviewedAt: null,
        reviewedBy: [],
        reviewedOutside: false,
        usedAt: null,
        changedAt: null,
        dependenciesNamed: ['ledger', 'orders-db'],
      },
      links: { complete: true, checked: 4, broken: [] },
    },
    slo: {
      location: 'slo/',
      slos: [
        {
          name: 'checkout-availability',
          service: 'checkout',
          targets: [0.995],
          window: '28d',
          complete: true,
          burnRateAlert: true,
          journey: 'Pay for a basket',
          reviewedAt: '2026-04-02',
          errorBudgetPolicy: {
            link: 'docs/error-budget-policy.md',
            words: 240,
          },
          path: 'slo/checkout.yaml',
        },
      ],
      broken: 0,
    },
    manifests: {
      location: 'deploy/',
      objects: 2,
      kinds: ['Deployment', 'Service'],
      policies: ['pin-images', 'require-limits', 'run-as-non-root'],
      evaluations: ['pin-images', 'require-limits', 'run-as-non-root'].map(
        policy => ({
          policy,
          object: 'Deployment/checkout',
          path: 'deploy/checkout.yaml',
          outcome: 'pass',
          message: '',
        }),
      ),
      broken: 0,
    },
    policy: {
      results: 12,
      reportedAt: '2026-06-15T04:00:00Z',
      violations: [
        {
          policy: 'disallow-latest-tag',
          rule: 'require-image-tag',
          severity: 'high',
          object: 'Deployment/shop/checkout',
          firstSeen: '2026-06-10T12:00:00Z',
          mappedBy: 'namespace',
          source: 'kyverno',
        },
      ],
    },
    cost: {
      attributed: true,
      currency: 'EUR',
      month: '2026-06',
      monthToDate: 450,
      forecast: 960,
      daysObserved: 14,
      months: [
        { month: '2026-03', amount: 900 },
        { month: '2026-04', amount: 950 },
        { month: '2026-05', amount: 1000 },
      ],
      threeMonthMean: 950,
      growth: { from: '2026-05', to: '2026-06', amount: -40, percent: -4 },
    },
  };
}

/**
 * The input of an evaluation over these facts, all seen an hour ago.
 *
 * @param facts - those left out were never observed
 */
export function toInput(facts: Partial<ServiceFacts>): EvaluationInput {
  return {
    entityRef: 'component:default/checkout',
    createdAt: null,
    connected: new Set(['repository', 'slo', 'manifests', 'policy', 'cost']),
    now: fixtureNow,
    facts: Object.fromEntries(
      Object.entries(facts).map(([collector, data]) => [
        collector,
        {
          collector,
          data: data as unknown as FactSnapshot['data'],
          observedAt: '2026-06-15T09:00:00Z',
          expiresAt: '2026-06-16T09:00:00Z',
        },
      ]),
    ),
  };
}
