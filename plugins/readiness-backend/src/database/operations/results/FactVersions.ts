/**
 * Which versions of facts an evaluation was made of, noted with its results in the column
 * `fact_versions`.
 *
 * The form is `<mark>:<newest>:<distances>`, all numbers to the base of 36. The collectors that a
 * scorecard reads, sorted, give each fact its place; the mark is a digest of them, so that a note over
 * other collectors is not mistaken. `newest` is the newest version (`facts.changed_at`), and the distances,
 * joined by commas, say by how many milliseconds each one is older: empty where there was no such fact,
 * left out at the end. Facts of one run differ by little: some four characters each.
 */
import { createHash } from 'crypto';
import { StoredNumber } from '../../tables';

/** The places of the facts that a scorecard reads. */
export interface FactPlaces {
  /** Ids, sorted. */
  readonly collectors: readonly string[];
  readonly mark: string;
}

/** A fact that differs: `[collector, version before, version after]`; null: there was none. */
export type FactVersionChange = [string, number | null, number | null];

/** @param collectors - Ids of the collectors that a scorecard reads, in any order. */
export function factPlaces(collectors: Iterable<string>): FactPlaces {
  const sorted = [...collectors].sort();
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest();
  return { collectors: sorted, mark: digest.readUInt32BE(0).toString(36) };
}

/**
 * Versions of the facts of one entity.
 *
 * @param facts - Rows of `facts`.
 */
export function factVersionsOf(
  facts: ReadonlyArray<{ collector: string; changed_at: StoredNumber }>,
): Map<string, number> {
  return new Map(
    facts.map(({ collector, changed_at }) => [collector, Number(changed_at)]),
  );
}

/**
 * Notes versions.
 *
 * @param versions - By collector; others than those that have a place are left out.
 */
export function packFactVersions(
  { collectors, mark }: FactPlaces,
  versions: ReadonlyMap<string, number>,
): string {
  let newest = 0;
  for (const collector of collectors) {
    newest = Math.max(newest, versions.get(collector) ?? 0);
  }
  const distances = collectors.map(collector => {
    const version = versions.get(collector);
    return version === undefined ? '' : (newest - version).toString(36);
  });
  const written = distances.join(',').replace(/,+$/, '');
  return `${mark}:${newest.toString(36)}:${written}`;
}

/**
 * Reads what {@link packFactVersions} noted.
 *
 * @param text - The column; null: nothing was noted.
 * @returns Versions by collector; undefined where nothing was noted, or of a scorecard that reads others.
 */
export function unpackFactVersions(
  { collectors, mark }: FactPlaces,
  text: string | null | undefined,
): Map<string, number> | undefined {
  const [ofMark, newest, distances] = text?.split(':') ?? [];
  if (ofMark !== mark || distances === undefined) {
    return undefined;
  }
  const base = parseInt(newest, 36);
  const versions = new Map<string, number>();
  distances.split(',').forEach((distance, place) => {
    const collector = collectors[place];
    const version = base - parseInt(distance, 36);
    if (collector !== undefined && Number.isSafeInteger(version)) {
      versions.set(collector, version);
    }
  });
  return versions;
}
