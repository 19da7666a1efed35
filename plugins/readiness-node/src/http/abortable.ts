/** Why something was given up, always as an Error. */
function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error
    ? signal.reason
    : new DOMException('The request was given up', 'AbortError');
}

/**
 * Waits for a promise, but no longer than a signal allows.
 *
 * @throws the signal's reason, at once when it fires; the promise then goes on unheard
 */
export async function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(reasonOf(signal));
    if (signal.aborted) {
      onAbort();
    } else {
      signal.addEventListener('abort', onAbort, { once: true });
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    promise.catch(() => {});
    aborted.catch(() => {});
  }
}

/**
 * Waits for a time.
 *
 * @throws the signal's reason, at once when it fires; no timer is left then
 */
export async function pause(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await abortable(
      new Promise<void>(resolve => {
        timer = setTimeout(resolve, Math.max(0, milliseconds));
      }),
      signal,
    );
  } finally {
    clearTimeout(timer);
  }
}
