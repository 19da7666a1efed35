import { JsonObject } from '@backstage/types';
import {
  CollectionTarget,
  Collector,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';

/** A Component with annotations. */
export const componentOf = (
  name: string,
  annotations: Record<string, string> = {},
): CollectionTarget =>
  collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
  });

/** Runs a collector over entities. */
export async function observeAll(
  collector: Collector,
  targets: CollectionTarget[],
  now = new Date('2026-06-01T12:00:00Z'),
) {
  const { signal } = new AbortController();
  const run = await collector.open({ now, signal });
  try {
    const observations = await run.collect(targets, { signal });
    return { observations, problems: run.problems?.() ?? [] };
  } finally {
    await run.close?.();
  }
}

/** The target as it is handed over after an observation. */
export function afterwards(
  target: CollectionTarget,
  observation: Observation,
): CollectionTarget {
  return observation.status === 'observed'
    ? {
        ...target,
        previous: JSON.parse(JSON.stringify(observation.data)) as JsonObject,
        revision: observation.revision,
      }
    : target;
}
