import { describeError } from '../problems';

const longestPauseMs = 24 * 3_600_000;
const shortestPauseMs = 1_000;

/** When a source may be asked again, and why not before. */
export interface RetryLater {
  at: Date;
  reason: string;
}

/**
 * Does an error ask for a source to be left alone? It is known by its name, since a module may bring
 * a package of its own.
 *
 * @param error - Whatever was thrown.
 * @returns undefined for any other error.
 */
export function readRetryLater(
  error: unknown,
  now: Date,
): RetryLater | undefined {
  const { name, retryAt } = (error ?? {}) as {
    name?: unknown;
    retryAt?: unknown;
  };
  return name === 'RetryLaterError' && retryAt instanceof Date
    ? { at: boundedPause(retryAt, now), reason: describeError(error) }
    : undefined;
}

/**
 * @param until - As a module gave it, or as its source did: anything goes.
 * @returns a time between a second and a day from now
 */
export function boundedPause(until: Date, now: Date): Date {
  const time = until instanceof Date ? until.getTime() : NaN;
  const pauseMs = Number.isFinite(time) ? time - now.getTime() : 0;
  return new Date(
    now.getTime() +
      Math.min(Math.max(pauseMs, shortestPauseMs), longestPauseMs),
  );
}
