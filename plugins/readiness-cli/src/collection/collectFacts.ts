/**
 * Collects the facts that files tell, with the collectors of the modules: what
 * is observed here is what the portal would observe of the same files.
 */
import { Entity } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { JsonObject } from '@backstage/types';
import {
  FactSnapshot,
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  Collector,
} from '@team-readiness/backstage-plugin-readiness-node';
import { localCollectors } from './localCollectors';
import { ownerFacts } from './ownerFacts';
import { LocalEntity } from './readEntities';

/** Facts of entities. */
export interface CollectedFacts {
  /** By ref of the entity, then id of the collector. */
  facts: ReadonlyMap<string, Record<string, FactSnapshot>>;
  /** Ids of the collectors that were run. */
  connected: ReadonlySet<string>;
  problems: Problem[];
}

const batchSize = 100;
const runTimeoutMs = 5 * 60_000;
const defaultTarget = { kind: { $in: ['Component', 'Resource'] } };

function isTarget(collector: Collector, entity: Entity): boolean {
  try {
    return evaluateFilterPredicate(collector.target ?? defaultTarget, entity);
  } catch {
    return false;
  }
}

function toProblem(
  collector: Collector,
  error: unknown,
  ref?: string,
): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return {
    subject: 'collector',
    name: collector.id,
    reporter: collector.id,
    message: message.slice(0, maxProblemMessageLength),
    ...(ref ? { entityRef: ref } : {}),
  };
}

async function run(
  collector: Collector,
  targets: readonly CollectionTarget[],
  now: Date,
  keep: (ref: string, data: JsonObject) => void,
): Promise<Problem[]> {
  const signal = AbortSignal.timeout(runTimeoutMs);
  const problems: Problem[] = [];
  const opened = await collector.open({ now, signal });
  try {
    for (let from = 0; from < targets.length; from += batchSize) {
      const batch = targets.slice(from, from + batchSize);
      for (const observation of await opened.collect(batch, { signal })) {
        const { entityRef } = observation;
        problems.push(
          ...(observation.problems ?? []).map(problem => ({
            ...problem,
            entityRef,
          })),
        );
        if (observation.status === 'observed') {
          keep(entityRef, observation.data);
        } else if (observation.status === 'failed') {
          problems.push(toProblem(collector, observation.error, entityRef));
        }
      }
    }
    problems.push(...(opened.problems?.() ?? []));
  } finally {
    await opened.close?.();
  }
  return problems;
}

/**
 * @param entities - those that are looked at
 * @param options.known - all entities of the files, for what is known of owners
 * @param options.policies - files of admission policies that manifests have to pass; none: they are not looked at
 * @param options.onCollector - told before a collector runs
 */
export async function collectFacts(
  entities: readonly LocalEntity[],
  options: {
    known: readonly LocalEntity[];
    policies: readonly string[];
    cwd: string;
    now: Date;
    onCollector?: (title: string) => void;
  },
): Promise<CollectedFacts> {
  const { known, now, onCollector } = options;
  const observedAt = now.toISOString();
  const facts = new Map<string, Record<string, FactSnapshot>>();
  const keep = (ref: string, collector: string, data: JsonObject) => {
    const snapshot = { collector, data, observedAt, expiresAt: null };
    facts.set(ref, { ...facts.get(ref), [collector]: snapshot });
  };
  const owners = ownerFacts(known);
  for (const { ref, observation } of entities) {
    keep(ref, 'catalog', observation.fact as unknown as JsonObject);
    const owner = owners.get(ref);
    if (owner) {
      keep(ref, 'readiness/owner', owner as unknown as JsonObject);
    }
  }
  const problems: Problem[] = [];
  const connected = new Set<string>();
  const collectors = localCollectors(known, options);
  for (const collector of collectors) {
    onCollector?.(collector.title);
    const targets = entities
      .filter(({ entity }) => isTarget(collector, entity))
      .map(({ ref, entity, observation }) => ({
        entityRef: ref,
        entity,
        catalog: observation.fact,
      }));
    connected.add(collector.id);
    try {
      problems.push(
        ...(await run(collector, targets, now, (ref, data) =>
          keep(ref, collector.id, data),
        )),
      );
    } catch (error) {
      // One source that cannot be read stops no other one.
      problems.push(toProblem(collector, error));
    }
  }
  return { facts, connected, problems };
}
