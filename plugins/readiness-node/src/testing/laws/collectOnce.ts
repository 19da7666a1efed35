import { isDeepStrictEqual } from 'node:util';
import { JsonValue } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { CollectionTarget, Collector, Observation } from '../../collectors';
import { CollectorContract } from '../CollectorContract';

/** What came out of a run. */
export interface Collected {
  observations: Observation[];
  problems: Problem[];
}

/** Options of {@link collectOnce}. */
export interface CollectOptions {
  /** Default: a new one. */
  collector?: Collector;
  /** Default: all at once. */
  batchSize?: number;
  /** Default: never. */
  signal?: AbortSignal;
}

/**
 * Opens a collector, collects, and closes the run whatever happens.
 *
 * @param targets - handed over in this order
 */
export async function collectOnce(
  contract: CollectorContract & { now: Date },
  targets: CollectionTarget[],
  options: CollectOptions = {},
): Promise<Collected> {
  const { signal = new AbortController().signal } = options;
  const { batchSize = Math.max(1, targets.length) } = options;
  const collector = options.collector ?? (await contract.create());
  const run = await collector.open({ now: contract.now, signal });
  try {
    const observations: Observation[] = [];
    for (let start = 0; start < targets.length; start += batchSize) {
      const batch = targets.slice(start, start + batchSize);
      observations.push(...(await run.collect(batch, { signal })));
    }
    return { observations, problems: run.problems?.() ?? [] };
  } finally {
    await run.close?.();
  }
}

/** What is said of an entity, if anything. */
export function observationOf(
  collected: Collected,
  entityRef: string,
): Observation | undefined {
  return collected.observations.find(each => each.entityRef === entityRef);
}

/**
 * What an observation comes down to, for comparison.
 *
 * @returns status and data; errors and problems are texts for people and may differ
 */
export function essenceOf(observation: Observation | undefined): JsonValue {
  if (!observation) {
    return 'nothing';
  }
  return observation.status === 'observed'
    ? [
        observation.status,
        JSON.parse(JSON.stringify(observation.data)),
        observation.revision ?? null,
      ]
    : [observation.status];
}

/** Do two runs say the same of an entity? */
export function saysTheSame(
  entityRef: string,
  one: Collected,
  other: Collected,
): boolean {
  return isDeepStrictEqual(
    essenceOf(observationOf(one, entityRef)),
    essenceOf(observationOf(other, entityRef)),
  );
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
