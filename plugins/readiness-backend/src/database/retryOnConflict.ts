/** Serialization failure, deadlock, and a SQLite file that another process writes. */
const conflictCodes = new Set([
  '40001',
  '40P01',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);

/**
 * Options of {@link retryOnConflict}.
 */
export interface RetryOnConflictOptions {
  /** How often the work is tried in all. Default 8. */
  attempts?: number;
  /** Longest first wait in milliseconds; doubled each time. Default 20. */
  delayMs?: number;
}

/**
 * Is this an error that goes away by running the same transaction again?
 *
 * @param error - Whatever a database call threw.
 */
export function isConflict(error: unknown): boolean {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && conflictCodes.has(code);
}

/**
 * Runs a whole transaction, and again with jitter when the database gave it up
 * in favour of another one (40P01, 40001).
 *
 * @param work - Opens and commits its own transaction; must be safe to repeat.
 * @param options - Bounds.
 * @returns What the work returns.
 * @throws What the work throws last, or at once if it is not a conflict.
 */
export async function retryOnConflict<T>(
  work: () => Promise<T>,
  options: RetryOnConflictOptions = {},
): Promise<T> {
  const { attempts = 8, delayMs = 20 } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) {
        throw error;
      }
      const wait = Math.random() * delayMs * 2 ** (attempt - 1);
      await new Promise(resolve => setTimeout(resolve, wait));
    }
  }
}
