import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { duration, wholeNumber } from './configValues';

const key = 'readiness.reactions';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** When the digest of a week is sent. */
export interface DigestConfig {
  /** From 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
  /** Full hour of that day, 0 to 23. */
  readonly hour: number;
}

/** Everything under `readiness.reactions`, with defaults. Frozen. */
export interface ReactionsConfig {
  /** Tell open pages that something changed. */
  readonly signals: boolean;
  /** Publish events of changes. */
  readonly events: boolean;
  /** Tell owners of levels that fell: how long they are gathered, in whole hours. Undefined: do not tell. */
  readonly notificationHours?: number;
  /** Undefined: there is none. */
  readonly digest?: DigestConfig;
  /** What happened longer ago is not told any more, in milliseconds. */
  readonly maximumAgeMs: number;
  /** Numbers for monitoring of each team, and not of the organisation alone. */
  readonly teamMetrics: boolean;
}

/** What is taken where nothing is configured. */
export const defaultReactionsConfig = {
  notificationWindow: { hours: 1 },
  maximumAge: { days: 1 },
  digestWeekday: 1,
  digestHour: 9,
} as const;

/**
 * Reads whom Readiness tells of changes, and how.
 *
 * @param config - of the whole backend
 * @returns a frozen object with defaults
 * @throws InputError with the path of the first key that cannot be read
 */
export function readReactionsConfig(config: Config): ReactionsConfig {
  const on = (name: string, fallback: boolean) =>
    config.getOptionalBoolean(`${key}.${name}`) ?? fallback;
  const maximumAgeMs = milliseconds(
    config,
    'maximumAge',
    defaultReactionsConfig.maximumAge,
  );
  const notificationHours = readWindow(config);
  if (maximumAgeMs < (notificationHours + 1) * hourMs) {
    throw new InputError(
      `${key}.maximumAge must be at least an hour longer than ${key}.notifications.window`,
    );
  }
  if (maximumAgeMs > 7 * dayMs) {
    throw new InputError(`${key}.maximumAge must be at most seven days`);
  }
  const digest = Object.freeze({
    weekday:
      wholeNumber(config, `${key}.digest.weekday`, 1, 7) ??
      defaultReactionsConfig.digestWeekday,
    hour:
      wholeNumber(config, `${key}.digest.hour`, 0, 23) ??
      defaultReactionsConfig.digestHour,
  });
  return Object.freeze({
    signals: on('signals.enabled', true),
    events: on('events.enabled', true),
    ...(on('notifications.enabled', true) ? { notificationHours } : {}),
    ...(on('digest.enabled', false) ? { digest } : {}),
    maximumAgeMs,
    teamMetrics: on('metrics.teams', false),
  });
}

/** Transitions carry the hour of their evaluation, so that windows are whole hours. */
function readWindow(config: Config): number {
  const hours =
    milliseconds(
      config,
      'notifications.window',
      defaultReactionsConfig.notificationWindow,
    ) / hourMs;
  if (!Number.isInteger(hours) || hours > 24) {
    throw new InputError(
      `${key}.notifications.window must be between one and 24 full hours`,
    );
  }
  return hours;
}

function milliseconds(
  config: Config,
  name: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(duration(config, `${key}.${name}`, fallback));
}
