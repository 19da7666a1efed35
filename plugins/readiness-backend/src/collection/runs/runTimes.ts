import { durationToMilliseconds, HumanDuration } from '@backstage/types';

const firstPauseMs = 60_000;
/** Before anything was ever read the source may just be starting up, too. */
const firstPauseAtStartMs = 15_000;

/** How often a task looks whether its collector is due. */
export const tickFrequency: HumanDuration = { seconds: 30 };

/**
 * When a failed run is tried again: after one minute, two, four … but not later than the next
 * regular run; after 15 seconds at first where no run ever succeeded.
 *
 * @param options - `attempt`: failures in a row, this one included; `completed`: complete runs so
 *   far.
 */
export function nextRunAfterFailure(options: {
  now: Date;
  attempt: number;
  completed: number;
  frequency: HumanDuration;
}): Date {
  const firstMs = options.completed ? firstPauseMs : firstPauseAtStartMs;
  const backOffMs = firstMs * 2 ** Math.min(options.attempt - 1, 20);
  const longestMs = Math.max(
    firstPauseMs,
    durationToMilliseconds(options.frequency),
  );
  return new Date(options.now.getTime() + Math.min(backOffMs, longestMs));
}
