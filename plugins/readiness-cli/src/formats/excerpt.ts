const maxWidth = 120;
const before = 60;

/**
 * The line of a place, and a caret below the column. Of a long line the part
 * around the column is shown.
 *
 * @param place - 1-based
 * @returns two lines; null where the text has no such line
 */
export function excerptAt(
  text: string,
  place: { line: number; column: number },
): string | null {
  const line = text.split(/\r\n|\n|\r/)[place.line - 1];
  if (line === undefined) {
    return null;
  }
  const column = Math.max(0, Math.min(place.column - 1, line.length));
  const start = line.length > maxWidth ? Math.max(0, column - before) : 0;
  // A tab is as wide as a space here, so that the caret stands where it should.
  const shown = line.slice(start, start + maxWidth).replace(/\p{Cc}/gu, ' ');
  return `${shown}\n${' '.repeat(column - start)}^`;
}
