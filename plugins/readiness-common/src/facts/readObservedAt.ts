import { z } from 'zod';

const time = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/**
 * Reads the time at which a pushed fact was observed.
 *
 * @param text - ISO 8601 with its zone, e.g. `2026-11-22T08:00:00Z` or `2026-11-22T09:00:00+01:00`; or
 *   a day, which begins at midnight in UTC
 * @returns undefined for anything else: a time without a zone would mean another one on each machine
 * @public
 */
export function readObservedAt(text: unknown): Date | undefined {
  const read = time.safeParse(text);
  return read.success ? new Date(read.data) : undefined;
}
