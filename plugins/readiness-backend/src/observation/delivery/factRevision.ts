import { createHash } from 'node:crypto';

/**
 * Mark of all that a fact is made of.
 *
 * @param parts - plain JSON: of the events, the day and the rules
 * @returns a digest of 64 characters
 */
export function factRevision(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
