/**
 * What has to be known of a PromQL text before it is put between others.
 *
 * Only its lexical form is looked at (https://prometheus.io/docs/prometheus/latest/querying/basics/):
 * strings, comments and brackets. What it means is for the server to say, which may speak a dialect.
 * A text that passes {@link plainPromQl} stays within brackets that are put around it: it can close
 * none that it did not open, and no comment or string of it reaches beyond its end.
 */

/** Most characters of one query of a document. */
export const maxQueryLength = 10_000;

const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
/** The window, as Sloth writes it in its templates. */
const windowPattern = /\{\{-?\s*\.window\s*-?\}\}/g;
const otherTemplate = /\{\{|\}\}/;
const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const matchers = `\\{(?:[^"'\`{}]|"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\`[^\`]*\`)*\\}`;
const selectorText = `(?:${name}\\s*(?:${matchers})?|${matchers})`;
const selectorPattern = new RegExp(`^${selectorText}$`, 's');
const sumPattern = new RegExp(
  `^sum\\s*(?:(?:by|without)\\s*\\([^()]*\\)\\s*)?\\(\\s*(${selectorText})\\s*\\)$`,
  's',
);

/** A text without comments, or why it cannot be asked. */
export type PlainPromQl = { query: string } | { refused: string };

/** Where a string that begins at `start` ends, or -1. */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote !== '`') {
      at += 1;
    } else if (text[at] === quote) {
      return at;
    }
  }
  return -1;
}

/**
 * Takes comments and white space around it away, and makes sure that its strings and brackets are
 * whole.
 *
 * @param text - as a document has it, with `{{.window}}` or without
 */
export function plainPromQl(text: string): PlainPromQl {
  if (text.length > maxQueryLength) {
    return {
      refused: `it has more than ${maxQueryLength} characters`,
    };
  }
  const open: string[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (character === '"' || character === "'" || character === '`') {
      const end = endOfString(text, at);
      if (end < 0) {
        return { refused: 'a string in it has no end' };
      }
      plain += text.slice(at, end + 1);
      at = end + 1;
      continue;
    }
    if (closing[character]) {
      open.push(closing[character]);
    } else if (
      (character === ')' || character === ']' || character === '}') &&
      open.pop() !== character
    ) {
      return { refused: `a '${character}' in it closes nothing` };
    }
    plain += character;
    at += 1;
  }
  if (open.length > 0) {
    return { refused: `a '${open[open.length - 1]}' is missing in it` };
  }
  const query = plain.trim();
  if (query === '') {
    return { refused: 'it is empty' };
  }
  if (otherTemplate.test(query.replace(windowPattern, ''))) {
    return { refused: 'it is a template of something else than .window' };
  }
  return { query };
}

/** Is there a place for the window in it? */
export function isWindowed(query: string): boolean {
  return query.search(windowPattern) >= 0;
}

/**
 * @param query - with places for the window
 * @param window - duration as PromQL writes it
 */
export function withWindow(query: string, window: string): string {
  return query.replace(windowPattern, window);
}

/**
 * The selector of series that a query is or sums up: `a{b="c"}` or `sum by (b) (a{b="c"})`. The
 * increase of such a sum is the sum of increases, which a restart of one target does not disturb.
 */
export function selectorOf(query: string): string | undefined {
  return selectorPattern.test(query) ? query : sumPattern.exec(query)?.[1];
}

/** Does it look over a time of its own, as in `rate(a[5m])`? */
export function hasRange(query: string): boolean {
  return /\[/.test(
    query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/gs, ''),
  );
}

/**
 * A duration as PromQL writes it, in the largest unit that it is a whole number of.
 *
 * @param seconds - at least one
 */
export function promQlDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const units: Array<[string, number]> = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ];
  const unit = units.find(([, length]) => whole % length === 0);
  return unit ? `${whole / unit[1]}${unit[0]}` : `${whole}s`;
}
