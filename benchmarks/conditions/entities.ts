/** Entities with facts in the shapes of the built-in collectors; the same at every run. */

/** The day of the benchmark, since 1970-01-01. */
export const today = Date.parse('2026-11-21') / 86_400_000;

/** The time of evaluations. */
export const now = new Date('2026-11-21T08:00:00.000Z');

interface Document {
  words: number;
  sections: string[];
  changedAt: string | null;
  dependenciesNamed: string[];
}

/** What conditions read. */
export interface Plain {
  entity: {
    kind: string;
    metadata: { name: string; annotations?: Record<string, string> };
    spec: { type: string; lifecycle: string };
  };
  owner: { isTeam: boolean; members: number | null };
  facts: {
    catalog: {
      tier: number | null;
      dependencies: string[];
      budget: { amount: number; currency: string } | null;
    };
    repository: { readme: Document | null; runbook: Document | null };
    slo: {
      slos: Array<{
        name: string;
        targets: number[];
        complete: boolean;
        burnRateAlert: boolean;
      }>;
    };
    manifests: { evaluations: Array<{ policy: string; outcome: string }> };
    policy: { violations: Array<{ severity: string; firstSeen: string }> };
    cost: { currency: string; forecast: number };
  };
  params: Record<string, number | string[]>;
}

/** An entity as each engine takes it. */
export interface Entity {
  plain: Plain;
  variables: Record<string, unknown>;
  facts: Record<
    string,
    {
      collector: string;
      data: never;
      observedAt: string;
      expiresAt: string | null;
    }
  >;
}

const sections = ['impact', 'symptoms', 'mitigation', 'rollback', 'escalation'];
const policies = ['pin-images', 'require-limits', 'run-as-non-root'];
const severities = ['low', 'medium', 'high', 'critical'];

function dayBefore(days: number): string {
  return new Date((today - days) * 86_400_000).toISOString();
}

function list<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => item(index));
}

function documentOf(seed: number): Document | null {
  return seed % 7 === 0
    ? null
    : {
        words: (seed * 37) % 900,
        sections: sections.filter((_, index) => (seed + index) % 4 !== 0),
        changedAt: dayBefore((seed * 13) % 500),
        dependenciesNamed: list(seed % 5, index => `service-${index}`),
      };
}

function plainOf(seed: number, params: Plain['params']): Plain {
  return {
    entity: {
      kind: 'Component',
      metadata: {
        name: seed % 11 === 0 ? `Service_${seed}` : `service-${seed}`,
        ...(seed % 5 === 0
          ? {}
          : {
              annotations: {
                'backstage.io/source-location': 'url:https://example.com/a',
                ...(seed % 3 === 0
                  ? {}
                  : { 'backstage.io/techdocs-ref': 'dir:.' }),
              },
            }),
      },
      spec: { type: 'service', lifecycle: 'production' },
    },
    owner: {
      isTeam: seed % 9 !== 0,
      members: seed % 4 === 0 ? null : seed % 6,
    },
    facts: {
      catalog: {
        tier: seed % 4 === 0 ? null : 1 + (seed % 3),
        dependencies: list(seed % 4, index => `service-${index}`),
        budget:
          seed % 6 === 0
            ? null
            : { amount: 100 * (seed % 20), currency: 'EUR' },
      },
      repository: { readme: documentOf(seed + 3), runbook: documentOf(seed) },
      slo: {
        slos: list(seed % 4, index => ({
          name: `slo-${index}`,
          targets: [0.85 + ((seed + index) % 15) / 100],
          complete: (seed + index) % 3 !== 0,
          burnRateAlert: (seed + index) % 4 !== 0,
        })),
      },
      manifests: {
        evaluations: list(seed % 9, index => ({
          policy: policies[index % 3],
          outcome: (seed * 5 + index) % 8 === 0 ? 'fail' : 'pass',
        })),
      },
      policy: {
        violations: list(seed % 5, index => ({
          severity: severities[(seed + index) % 4],
          firstSeen: dayBefore((seed * 3 + index) % 60),
        })),
      },
      cost: {
        currency: seed % 8 === 0 ? 'USD' : 'EUR',
        forecast: (seed * 71) % 1_900,
      },
    },
    params,
  };
}

/** Makes entities, and hands them over as plain JSON would be: every object of its own. */
export function makeEntities(
  count: number,
  params: Plain['params'] = {
    membersMin: 2,
    wordsMin: 200,
    freshDays: 180,
    criticalDays: 30,
    budgetFactor: 1.1,
    sections: ['symptoms', 'mitigation', 'rollback'],
  },
): Entity[] {
  return list(count, seed => {
    const plain: Plain = JSON.parse(JSON.stringify(plainOf(seed + 1, params)));
    const { entity, owner, facts } = plain;
    const stored: Record<string, unknown> = {
      ...facts,
      catalog: { ...facts.catalog, entity },
      'readiness/owner': owner,
    };
    return {
      plain,
      variables: { ...plain, now },
      facts: Object.fromEntries(
        Object.entries(stored).map(([collector, data]) => [
          collector,
          {
            collector,
            data: data as never,
            observedAt: '2026-11-21T07:00:00Z',
            expiresAt: null,
          },
        ]),
      ),
    };
  });
}
