/** A fact that changed; versions are `facts.changed_at`. */
export interface FactChange {
  collector: string;
  /** Null: there was none. */
  before: number | null;
  /** Null: there is none any more. */
  after: number | null;
}

/** More than a check reads. */
const mostChanges = 50;

/**
 * Reads which facts changed, as transitions note it.
 *
 * @param text - JSON: `[[collector, version before, version after]]`; null: none
 * @returns empty for anything else
 */
export function readFactChanges(text: string | null): FactChange[] {
  let rows: unknown = null;
  try {
    rows = text === null ? null : JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(rows) ? rows : [])
    .slice(0, mostChanges)
    .flatMap((row): FactChange[] => {
      const [collector, before, after] = Array.isArray(row) ? row : [];
      return typeof collector === 'string'
        ? [{ collector, before: toVersion(before), after: toVersion(after) }]
        : [];
    });
}

function toVersion(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : null;
}
