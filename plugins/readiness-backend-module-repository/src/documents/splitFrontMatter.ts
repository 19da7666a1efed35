/** Most characters of a front matter; what is longer is none. */
export const maxFrontMatterCharacters = 32_768;

const maxLines = 500;

/**
 * Finds the YAML between `---` in the first line and the next `---` or `...`.
 *
 * @returns undefined where there is none, or it is longer than the bounds
 */
export function splitFrontMatter(
  text: string,
): { yaml: string; body: string } | undefined {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (!opening) {
    return undefined;
  }
  const start = opening[0].length;
  let position = start;
  for (let line = 0; line < maxLines && position < text.length; line++) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    if (end - start > maxFrontMatterCharacters) {
      return undefined;
    }
    if (
      /^(?:---|\.\.\.)\s*$/.test(
        text.slice(position, Math.min(end, position + 100)),
      )
    ) {
      return { yaml: text.slice(start, position), body: text.slice(end + 1) };
    }
    position = end + 1;
  }
  return undefined;
}
