import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { createHash } from 'crypto';

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

/** A run may be this share of its frequency early: together with others, or so that not all are at once. */
export const earlyShare = 0.1;

/**
 * When a collector runs again: after its frequency, less up to a tenth of it. The part is always the
 * same for a name, and another for another name, so that not all collectors of all installations
 * ask at the same minute. Earlier rather than later, since facts may go stale soon after.
 *
 * @param options - `startedAt`: when the run before began; `name`: of the collector, or of the source
 *   that it shares with others, which then stay together.
 */
export function nextRegularRun(options: {
  startedAt: Date;
  frequency: HumanDuration;
  name: string;
}): Date {
  const frequencyMs = durationToMilliseconds(options.frequency);
  const part =
    createHash('sha256').update(options.name).digest().readUInt32BE() / 2 ** 32;
  return new Date(
    options.startedAt.getTime() +
      Math.round(frequencyMs * (1 - earlyShare * part)),
  );
}
