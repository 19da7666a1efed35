import { createHash } from 'node:crypto';

/** Collectors whose facts are made up. */
export const collectors = ['repository', 'slo', 'policy', 'cost', 'manifests'];

/**
 * About 0.6 KB of JSON, different for every entity and collector; the same at every run.
 *
 * @param entity - Index of the entity.
 * @param collector - Index of the collector.
 * @param version - Another one has other numbers.
 */
export function factOf(
  entity: number,
  collector: number,
  version: number,
): string {
  const seed = entity * 7 + collector * 13 + version * 31;
  return JSON.stringify({
    number: seed % 100,
    items: Array.from({ length: 12 }, (_, item) => ({
      name: `item-${item}`,
      value: (entity * 7 + item * 13 + collector + version) % 100,
      ok: (entity + item) % 3 === 0,
    })),
    text: 'a plain sentence of some length '.repeat(3),
  });
}

/** The fact of the catalog. */
export function catalogFactOf(entity: number): string {
  return JSON.stringify({
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: `service-${entity}`, namespace: 'default' },
      spec: { type: 'service', lifecycle: 'production' },
    },
    tier: 1 + (entity % 3),
    lifecycle: 'production',
  });
}

/** SHA-256 as collection notes it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
