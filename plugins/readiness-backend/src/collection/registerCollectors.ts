import { FilterPredicate } from '@backstage/filter-predicates';
import { ConflictError, InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Collector } from '@team-readiness/backstage-plugin-readiness-node';
import { CollectorConfig } from '../config';
import { hashFact } from './facts';

/** A collector with the settings that count for it. */
export interface RegisteredCollector {
  collector: Collector;
  target: FilterPredicate;
  frequency: HumanDuration;
  timeToLive: HumanDuration;
  timeout: HumanDuration;
  minimumShare: number;
}

const idPattern = /^(?!.{64})[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/;
/** Names that mean something else in conditions, or are no source of a module. */
const reservedIds = new Set(['catalog', 'owner', 'entity', 'params', 'now']);
const defaultTarget: FilterPredicate = {
  kind: { $in: ['Component', 'Resource'] },
};

/**
 * Judges the collectors that modules handed over. A collector that cannot be accepted is its
 * module's failure and nobody else's.
 *
 * @param contributions - In the order of registration, each with what is known of its module.
 * @param config - Settings by collector id.
 * @returns Those that are on, and what is wrong with the others; disabled ones are in neither.
 */
export function registerCollectors<T extends { collector: Collector }>(
  contributions: readonly T[],
  config: (id: string) => CollectorConfig,
): {
  accepted: RegisteredCollector[];
  rejected: Array<{ contribution: T; error: Error }>;
} {
  const ids = new Set<string>();
  const followed = new Map<string, readonly string[]>();
  const accepted: RegisteredCollector[] = [];
  const rejected: Array<{ contribution: T; error: Error }> = [];
  for (const contribution of contributions) {
    const { collector } = contribution;
    try {
      const registered = judgeCollector(collector, config, ids);
      requireNoCircle(collector, followed);
      followed.set(collector.id, collector.follows ?? []);
      ids.add(collector.id);
      if (registered) {
        accepted.push(registered);
      }
    } catch (error) {
      rejected.push({ contribution, error: error as Error });
    }
  }
  return { accepted, rejected };
}

/**
 * Whoever follows itself, through others or not, would look for ever.
 *
 * @param followed - Whom each of the others follows.
 * @throws InputError
 */
function requireNoCircle(
  { id, follows = [] }: Collector,
  followed: ReadonlyMap<string, readonly string[]>,
): void {
  const left = [...follows];
  const seen = new Set<string>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === id) {
      throw new InputError(
        `Collector '${id}' follows itself, or collectors that follow it`,
      );
    }
    if (!seen.has(next)) {
      seen.add(next);
      left.push(...(followed.get(next) ?? []));
    }
  }
}

/**
 * Judges one collector.
 *
 * @param known - Ids that are taken.
 * @returns undefined where it is disabled
 * @throws InputError, ConflictError
 */
export function judgeCollector(
  collector: Collector,
  config: (id: string) => CollectorConfig,
  known: ReadonlySet<string>,
): RegisteredCollector | undefined {
  const { id } = collector;
  if (!idPattern.test(id) || reservedIds.has(id)) {
    throw new InputError(
      `'${id}' cannot be the id of a collector: it must be a name that conditions can use, and not ${[
        ...reservedIds,
      ].join(', ')}`,
    );
  }
  if (known.has(id)) {
    throw new ConflictError(`Collector '${id}' is already registered`);
  }
  const settings = config(id);
  if (settings.disabled) {
    return undefined;
  }
  const frequency = settings.frequency ?? collector.frequency;
  const timeToLive = settings.timeToLive ?? collector.timeToLive;
  if (!(durationToMilliseconds(frequency) > 0)) {
    throw new InputError(`The frequency of collector '${id}' is not positive`);
  }
  if (durationToMilliseconds(timeToLive) <= durationToMilliseconds(frequency)) {
    throw new InputError(
      `readiness.collectors.${id}.timeToLive must be longer than its frequency, or facts go stale between two looks`,
    );
  }
  return {
    collector,
    target: collector.target ?? defaultTarget,
    frequency,
    timeToLive,
    timeout: settings.timeout,
    minimumShare: settings.minimumShare,
  };
}

/**
 * Digest of what a collector looks for: changes with its version, its schema, its target and its schedule, as a
 * later version of its module or other settings may bring them.
 */
export function collectorSignature(registered: RegisteredCollector): string {
  const { collector, target, frequency, timeToLive } = registered;
  return hashFact(
    JSON.parse(
      JSON.stringify({
        version: collector.version,
        schema: collector.schema,
        target,
        frequency,
        timeToLive,
      }),
    ),
  );
}
