const dayMs = 24 * 60 * 60 * 1_000;

/** The document of an entity: a file that is asked for where only the revision of the repository matters. */
export const catalogFileGlobs: readonly string[] = ['catalog-info.yaml'];

/** The day, some days before a time, as an ISO date in UTC. */
export function isoDay(time: Date | string, daysBefore = 0): string {
  return new Date(new Date(time).getTime() - daysBefore * dayMs)
    .toISOString()
    .slice(0, 10);
}

/** A number that changes once a week. */
export function weekOf(now: Date): number {
  return Math.floor(now.getTime() / dayMs / 7);
}
