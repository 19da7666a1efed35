import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/**
 * Waits for work of others, but not for ever: also where the work does not heed its signal.
 *
 * @param work - Gets a signal that fires at the end of the time, or with the signal given.
 * @param options - `what`: names the work in the error.
 * @throws What the work throws; an Error when the time is over; the reason of the signal.
 */
export async function withTimeout<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: { signal: AbortSignal; timeout: HumanDuration; what: string },
): Promise<T> {
  options.signal.throwIfAborted();
  const milliseconds = durationToMilliseconds(options.timeout);
  const controller = new AbortController();
  const stop = () => controller.abort(options.signal.reason);
  options.signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(
    () =>
      controller.abort(
        new Error(
          `${options.what} took longer than ${Math.ceil(
            milliseconds / 1_000,
          )} seconds`,
        ),
      ),
    milliseconds,
  );
  const { signal } = controller;
  try {
    return await Promise.race([
      work(signal),
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', stop);
  }
}
