import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { duration } from './configValues';

const key = 'readiness.retention';
const dayMs = 86_400_000;
/** Pages look 30 days back. */
const leastDays = 31;

/** Everything under `readiness.retention`, in days, with defaults. Frozen. */
export interface RetentionConfig {
  /** Results and levels that changed. */
  readonly transitionDays: number;
  /** Versions of facts that were replaced. */
  readonly factDays: number;
  /** Snapshots, movements, and who owned what. */
  readonly snapshotDays: number;
  /** What is known of an entity that left the catalog. */
  readonly removedEntityDays: number;
}

/** What is taken where nothing is configured. */
export const defaultRetentionConfig = {
  transitions: { days: 400 },
  factHistory: { days: 90 },
  snapshots: { days: 800 },
  removedEntities: { days: 400 },
} as const;

/**
 * Reads how long history is kept.
 *
 * @param config - of the whole backend
 * @returns a frozen object with defaults
 * @throws InputError with the path of the first key that cannot be read
 */
export function readRetentionConfig(config: Config): RetentionConfig {
  return Object.freeze({
    transitionDays: days(config, 'transitions', leastDays),
    factDays: days(config, 'factHistory', 1),
    snapshotDays: days(config, 'snapshots', leastDays),
    removedEntityDays: days(config, 'removedEntities', leastDays),
  });
}

function days(
  config: Config,
  name: keyof typeof defaultRetentionConfig,
  least: number,
): number {
  const path = `${key}.${name}`;
  const fallback: HumanDuration = defaultRetentionConfig[name];
  const value = Math.floor(
    durationToMilliseconds(duration(config, path, fallback)) / dayMs,
  );
  if (value < least) {
    throw new InputError(`${path} must be at least ${least} days`);
  }
  return value;
}
