import { firstIsoDate, normalizeText } from '../documents';
import { DecisionStatus, decisionStatusSynonyms } from './decisionSynonyms';

/** What a status says, and since when, where it says that. */
export interface StatedStatus {
  status: DecisionStatus;
  /** ISO date, or undefined. */
  date: string | undefined;
}

const synonyms = (
  Object.entries(decisionStatusSynonyms) as Array<
    [DecisionStatus, readonly string[]]
  >
)
  .flatMap(([status, names]) => names.map(name => ({ status, name })))
  // The longest first, so that what was not accepted is not taken for accepted.
  .sort((a, b) => b.name.length - a.name.length);

/** Of several without dates the one that comes last in the life of a record holds. */
const life: readonly DecisionStatus[] = [
  'proposed',
  'accepted',
  'rejected',
  'deprecated',
  'superseded',
];

/**
 * Reads one line, such as `Accepted on 2026-01-31` or `2026-01-31 accepted`.
 *
 * @returns undefined for what no synonym begins, and for the choice that a template offers
 */
export function readStatusLine(line: string): StatedStatus | undefined {
  const short = line.slice(0, 300);
  if (/[|{}]/.test(short)) {
    return undefined;
  }
  const text = normalizeText(short)
    .replace(/^(?:\d{1,4} ){1,3}/, '')
    .replace(/^status /, '');
  const found = synonyms.find(
    ({ name }) => text === name || text.startsWith(`${name} `),
  );
  return found && { status: found.status, date: firstIsoDate(short) };
}

/**
 * The status that lines tell together: the newest where they have dates, else the one that comes last in the life
 * of a record.
 */
export function readStatus(lines: readonly string[]): StatedStatus | undefined {
  const stated = lines.flatMap(line => readStatusLine(line) ?? []);
  const dated = stated.filter(it => it.date !== undefined);
  if (dated.length > 1) {
    return dated.reduce((last, it) =>
      (it.date ?? '') >= (last.date ?? '') ? it : last,
    );
  }
  return stated.length === 0
    ? undefined
    : stated.reduce((last, it) =>
        life.indexOf(it.status) > life.indexOf(last.status) ? it : last,
      );
}
