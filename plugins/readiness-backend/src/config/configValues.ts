import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** Id of a collector. */
export const collectorIdPattern =
  /^(?!.{64})[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/;

/**
 * A duration in any form that Backstage knows.
 *
 * @throws InputError that names the key, also for one that is not longer than nothing
 */
export function duration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): HumanDuration {
  if (!config.has(key)) {
    return fallback;
  }
  let value: HumanDuration;
  try {
    value = readDurationFromConfig(config, { key });
  } catch (error) {
    throw new InputError(`${key} is not a duration`, error);
  }
  if (!(durationToMilliseconds(value) > 0)) {
    throw new InputError(`${key} must be longer than nothing`);
  }
  return Object.freeze(value);
}

/** @throws InputError that names the key, for a number out of bounds or not whole */
export function wholeNumber(
  config: Config,
  key: string,
  least: number,
  most: number,
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (
    value !== undefined &&
    !(Number.isInteger(value) && value >= least && value <= most)
  ) {
    throw new InputError(
      `${key} must be a whole number between ${least} and ${most}`,
    );
  }
  return value;
}

/** A list of texts, frozen. */
export function strings(
  config: Config,
  key: string,
  fallback: readonly string[],
): readonly string[] {
  return Object.freeze([...(config.getOptionalStringArray(key) ?? fallback)]);
}
