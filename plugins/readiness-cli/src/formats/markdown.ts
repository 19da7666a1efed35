/**
 * Markdown as GitHub and GitLab show it. Texts come from documents and entities
 * of others: none of them makes markup, a link, a picture or a mention.
 */

/**
 * A text within a line. What hosts make links of once the markup is gone, such as
 * `@name`, `#12`, `GH-12` and addresses, is broken by a space without width.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~&$]/g, character => `\\${character}`)
    .replace(/[@#!%&](?=\w)/g, '$&\u200b')
    .replace(/\b(GH)-(?=\d)/gi, '$1-\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, 'www\u200b.');
}

/** Code within a line, also of a table, whatever is in it. */
export function markdownCode(text: string): string {
  const flat = text
    .replace(/\s+/g, ' ')
    // Two backslashes are one to a table, which would end the cell at the sign behind them.
    .replace(/\\(?=\|)/g, '\\\u200b')
    .replace(/\|/g, '\\|');
  const longest = Math.max(
    0,
    ...[...flat.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** A link to an http(s) address; the words alone where it is none. */
export function markdownLink(words: string, url: string | null): string {
  const isLink = url !== null && /^https?:\/\/[^\s()<>]+$/i.test(url);
  return isLink ? `[${markdownText(words)}](${url})` : markdownText(words);
}

/** A table; cells are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}
