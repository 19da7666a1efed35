/**
 * What is stored with a version: from which days its new and stricter checks count, and which of
 * them said that they are relaxed and are not.
 */

/** What came out of comparing a check that says that it is relaxed with the version before. */
export interface Refutation {
  /** How many entities fail that did not fail before; null: it could not be compared. */
  entities: number | null;
  /** Keys of up to three of them in `entities`. */
  examples: readonly number[];
}

/** @see Enforcement.ts */
export interface Enforcement {
  /** Days (UTC, `YYYY-MM-DD`) by check id. */
  days: ReadonlyMap<string, string>;
  /** By check id. */
  refuted: ReadonlyMap<string, Refutation>;
}

/** All checks count as written. */
export const noEnforcement: Enforcement = Object.freeze({
  days: new Map(),
  refuted: new Map(),
});

/** @returns JSON with sorted keys; null where all checks count as written */
export function writeEnforcement({
  days,
  refuted,
}: Enforcement): string | null {
  if (!days.size && !refuted.size) {
    return null;
  }
  const sorted = <T>(map: ReadonlyMap<string, T>) =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ days: sorted(days), refuted: sorted(refuted) });
}

/** @param text - from {@link writeEnforcement} */
export function readEnforcement(text: string | null): Enforcement {
  if (text === null) {
    return noEnforcement;
  }
  const stored: {
    days: Record<string, string>;
    refuted: Record<string, Refutation>;
  } = JSON.parse(text);
  return {
    days: new Map(Object.entries(stored.days)),
    refuted: new Map(Object.entries(stored.refuted)),
  };
}
