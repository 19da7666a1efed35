/** Names and texts that are compared at most. */
const maxNames = 500;
const maxLength = 80;
const maxListed = 15;

/**
 * How many insertions, removals, replacements and swaps of neighbours lead from
 * one text to another (optimal string alignment distance).
 */
function countEdits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, beforeLast[j - 2] + 1);
      }
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

/**
 * The name that was probably meant.
 *
 * @param names - iterated more than once
 * @returns the nearest one, or null where none is near: none but for upper and
 *   lower case for up to two characters, one edit for up to four, one more for
 *   each further three; else the only one that begins with the name, or has it
 *   behind a slash
 */
export function nearestName(
  name: string,
  names: Iterable<string>,
): string | null {
  if (name.length > maxLength) {
    return null;
  }
  const wanted = name.toLowerCase();
  const most =
    name.length < 3 ? 0 : Math.max(1, Math.floor((name.length + 1) / 3));
  let fewest = most + 1;
  let nearest: string | null = null;
  let seen = 0;
  for (const candidate of names) {
    seen += 1;
    if (seen > maxNames) {
      break;
    }
    if (Math.abs(candidate.length - name.length) < fewest) {
      const edits = countEdits(wanted, candidate.toLowerCase());
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
  }
  return nearest ?? onlyWithPart(wanted, names);
}

/** The one name that begins with a text, or of which it is the last part; null for none or several. */
function onlyWithPart(wanted: string, names: Iterable<string>): string | null {
  if (wanted.length < 3) {
    return null;
  }
  let found: string | null = null;
  let seen = 0;
  for (const candidate of names) {
    seen += 1;
    if (seen > maxNames) {
      break;
    }
    const name = candidate.toLowerCase();
    if (name.startsWith(wanted) || name.endsWith(`/${wanted}`)) {
      if (found !== null) {
        return null;
      }
      found = candidate;
    }
  }
  return found;
}

/** `; did you mean "high"?`, or nothing where no name is near. */
export function askWhetherMeant(name: string, names: Iterable<string>): string {
  const nearest = nearestName(name, names);
  return nearest === null ? '' : `; did you mean "${nearest}"?`;
}

/** The first names of a list as text: `a, b and 3 more`. */
export function listNames(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, maxListed).map(name => name.slice(0, maxLength));
  const rest = all.length - shown.length;
  if (shown.length === 0) {
    return 'nothing';
  }
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/**
 * What is there in place of a name that is not: the one that was probably
 * meant, and all of them.
 *
 * @param lead - begins the list in lower case, e.g. `it has`
 * @returns the end of a sentence: `; did you mean "words"? It has path, words`
 */
export function offerNames(
  name: string,
  names: readonly string[],
  lead: string,
): string {
  const hint = askWhetherMeant(name, names);
  const list = `${lead} ${listNames(names)}`;
  return hint === ''
    ? `; ${list}`
    : `${hint} ${list[0].toUpperCase()}${list.slice(1)}`;
}
