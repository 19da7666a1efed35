import { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/**
 * How often a collector looks, and how long what it saw is good for.
 *
 * @public
 */
export interface CollectorSchedule {
  frequency: HumanDuration;
  /** Longer than `frequency`. */
  timeToLive: HumanDuration;
}

/**
 * Reads `readiness.collectors.<id>.frequency` and `.timeToLive`.
 *
 * @param config - the root config
 * @param id - id of the collector
 * @param defaults - taken for what is not configured
 * @throws InputError naming the key, where a duration cannot be read or the
 *   time to live is not longer than the frequency
 *
 * @public
 */
export function readCollectorSchedule(
  config: RootConfigService,
  id: string,
  defaults: CollectorSchedule,
): CollectorSchedule {
  const key = `readiness.collectors.${id}`;
  const own = config.getOptionalConfig(key);
  const read = (name: keyof CollectorSchedule): HumanDuration => {
    if (!own?.has(name)) {
      return defaults[name];
    }
    try {
      return readDurationFromConfig(own, { key: name });
    } catch (error) {
      throw new InputError(`Invalid ${key}.${name}`, error);
    }
  };
  const schedule = {
    frequency: read('frequency'),
    timeToLive: read('timeToLive'),
  };
  const frequency = durationToMilliseconds(schedule.frequency);
  if (frequency <= 0) {
    throw new InputError(`${key}.frequency must be longer than nothing`);
  }
  if (durationToMilliseconds(schedule.timeToLive) <= frequency) {
    throw new InputError(
      `${key}.timeToLive must be longer than ${key}.frequency, or facts go stale between two looks`,
    );
  }
  return schedule;
}
