// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Characters that mean something in Markdown, in HTML, or to those who make links of plain text. */
const marks = /[\\`*_{}[\]<>()#|~!&:@]/g;

/**
 * A text as Markdown that shows it and nothing else: no emphasis, no HTML, no link, no list, no cell of a table.
 * One line.
 *
 * @param text - from outside
 */
export function markdownText(text: string): string {
  return text
    .replace(controlCharacters, ' ')
    .trim()
    .replace(marks, '\\$&')
    .replace(/www\./gi, match => `${match.slice(0, 3)}\\.`)
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/**
 * A link, or only its text where the address is none of http(s).
 *
 * @param text - from outside
 * @param address - from outside
 */
export function markdownLink(text: string, address: string | null): string {
  const safe = address === null ? null : webAddress(address);
  return safe === null
    ? markdownText(text)
    : `[${markdownText(text)}](<${safe}>)`;
}

function webAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:'
      ? url.href.replace(
          /[<>|\\\s]/g,
          character =>
            `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
        )
      : null;
  } catch {
    return null;
  }
}
