import { retryOnConflict } from '../../database/retryOnConflict';

/**
 * Tries again where another replica registered the same version at the same moment: then it is
 * found.
 *
 * @param work - A transaction.
 * @throws what the work throws otherwise, or for the fifth time
 */
export async function retryOnRace<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await retryOnConflict(work);
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      const isTaken = code === '23505' || code.startsWith('SQLITE_CONSTRAINT');
      if (!isTaken || attempt >= 5) {
        throw error;
      }
    }
  }
}
