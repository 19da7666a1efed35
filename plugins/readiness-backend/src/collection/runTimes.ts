import { durationToMilliseconds, HumanDuration } from '@backstage/types';

const minuteMs = 60_000;

/** How often a task looks whether its collector is due. */
export const tickFrequency: HumanDuration = { seconds: 30 };

/**
 * When a failed run is tried again: after one minute, two, four … but not later than the next
 * regular run.
 *
 * @param options - `attempt`: failures in a row, this one included.
 */
export function nextRunAfterFailure(options: {
  now: Date;
  attempt: number;
  frequency: HumanDuration;
}): Date {
  const backOffMs = minuteMs * 2 ** Math.min(options.attempt - 1, 20);
  const longestMs = Math.max(
    minuteMs,
    durationToMilliseconds(options.frequency),
  );
  return new Date(options.now.getTime() + Math.min(backOffMs, longestMs));
}
