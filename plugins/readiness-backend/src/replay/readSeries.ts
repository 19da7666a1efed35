import { InputError } from '@backstage/errors';
import {
  DatedEntity,
  DatedFact,
  FactSeries,
} from '@team-readiness/backstage-plugin-readiness-node';

/** Something that a series tells. */
export type DatedItem = DatedFact | DatedEntity;

/** A series that has told this and not yet more. */
interface OpenSeries {
  id: string;
  iterator: AsyncIterator<DatedItem> | Iterator<DatedItem>;
  next: DatedItem;
}

/**
 * Reads several series as one, by time; at the same time in the order of the series. Holds one item of
 * each.
 *
 * @param series - Each ascending by time.
 * @param options - `until`: later items end their series; `signal`: ends all, also while a series is thinking.
 * @throws InputError for a series that goes back in time or has an item without a time; what a series
 *   throws.
 */
export async function* readSeries(
  series: readonly FactSeries[],
  options: { until: Date; signal: AbortSignal },
): AsyncGenerator<DatedItem> {
  const open: OpenSeries[] = [];
  const { until, signal } = options;
  try {
    for (const each of series) {
      const iterator = iteratorOf(each.read({ until }));
      const next = await nextOf(each.id, iterator, undefined, options);
      if (next) {
        open.push({ id: each.id, iterator, next });
      }
    }
    while (open.length) {
      const first = open.reduce((best, each) =>
        each.next.at < best.next.at ? each : best,
      );
      yield first.next;
      const { id, iterator } = first;
      const next = await nextOf(id, iterator, first.next.at, options);
      if (next) {
        first.next = next;
      } else {
        open.splice(open.indexOf(first), 1);
      }
    }
  } finally {
    for (const { iterator } of open) {
      // One that is still thinking would be waited for.
      const closing = Promise.resolve(iterator.return?.()).catch(() => {});
      if (!signal.aborted) {
        await closing;
      }
    }
  }
}

function iteratorOf(
  items: AsyncIterable<DatedItem> | Iterable<DatedItem>,
): OpenSeries['iterator'] {
  return Symbol.asyncIterator in items
    ? items[Symbol.asyncIterator]()
    : items[Symbol.iterator]();
}

async function nextOf(
  id: string,
  iterator: OpenSeries['iterator'],
  after: Date | undefined,
  { until, signal }: { until: Date; signal: AbortSignal },
): Promise<DatedItem | undefined> {
  const { done, value } = await unlessAborted(
    Promise.resolve(iterator.next()),
    signal,
  );
  if (done) {
    return undefined;
  }
  const at: unknown = value?.at;
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) {
    throw new InputError(`The series '${id}' has an item without a time`);
  }
  if (after && at < after) {
    throw new InputError(
      `The series '${id}' goes back in time, from ${after.toISOString()} to ${at.toISOString()}`,
    );
  }
  if (at > until) {
    await iterator.return?.();
    return undefined;
  }
  return value;
}

async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('the backend stops'));
    signal.addEventListener('abort', stop, { once: true });
  });
  if (signal.aborted) {
    stop();
  }
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
