import { WindowEntity } from './EntityWindows';
import { failed } from './readObservations';
import { RetryLater } from './retryLater';
import { EntityReading } from './writeObservations';

/** A batch of which nothing could be read, for one reason. */
export function allFailed(
  collector: string,
  taken: readonly WindowEntity[],
  message: string = 'Unknown error',
): EntityReading[] {
  return taken.map(({ id, ref }) => ({
    id,
    ref,
    reading: failed(collector, ref, [], message),
  }));
}

/** A batch that was not looked at, since the source has to be left alone. */
export function allDeferred(
  taken: readonly WindowEntity[],
  { at, reason }: RetryLater,
): EntityReading[] {
  return taken.map(({ id, ref }) => ({
    id,
    ref,
    reading: { status: 'deferred', until: at, reason, problems: [] },
  }));
}
