import {
  CatalogFact,
  catalogFact,
  FactSnapshot,
  OwnerFact,
  ownerFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EvaluationInput } from '@team-readiness/backstage-plugin-readiness-engine';

/** The catalog entry of a service of tier 1 that a team owns, with what differs. */
export function catalogOf(
  change: Partial<CatalogFact> = {},
  declared: { kind?: string; spec?: object; annotations?: object } = {},
): CatalogFact {
  return {
    ...(catalogFact.example as unknown as CatalogFact),
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: declared.kind ?? 'Component',
      metadata: { name: 'checkout', annotations: { ...declared.annotations } },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'payments',
        system: 'ordering',
        ...declared.spec,
      },
    },
    ...change,
  };
}

/** The owner of the fixtures. */
export const ownerOf = (change: Partial<OwnerFact> = {}): OwnerFact => ({
  ...(ownerFact.example as unknown as OwnerFact),
  ...change,
});

/**
 * The input of an evaluation over these facts, all seen an hour ago.
 *
 * @param facts - by collector id; those left out were never observed
 * @param connected - ids of collectors that are there; default: those of the facts
 */
export function inputOf(
  facts: Record<string, unknown>,
  connected: Iterable<string> = Object.keys(facts),
): EvaluationInput {
  return {
    entityRef: 'component:default/checkout',
    createdAt: null,
    connected: new Set(connected),
    now: new Date('2026-06-15T10:00:00Z'),
    facts: Object.fromEntries(
      Object.entries(facts).map(([collector, data]) => [
        collector,
        {
          collector,
          data: data as FactSnapshot['data'],
          observedAt: '2026-06-15T09:00:00Z',
          expiresAt: '2026-06-16T09:00:00Z',
        },
      ]),
    ),
  };
}
