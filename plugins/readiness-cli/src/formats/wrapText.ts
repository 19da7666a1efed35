/**
 * Breaks a text into lines of at most so many characters, at spaces. A word that
 * is longer stands on a line of its own.
 *
 * @param indent - spaces before each line
 */
export function wrapText(text: string, width: number, indent = 0): string {
  const lines: string[] = [];
  for (const paragraph of text.trim().split('\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      if (line && line.length + 1 + word.length > width - indent) {
        lines.push(line);
        line = word;
      } else {
        line = line ? `${line} ${word}` : word;
      }
    }
    lines.push(line);
  }
  return lines.map(line => ' '.repeat(line ? indent : 0) + line).join('\n');
}
