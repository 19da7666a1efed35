import { withoutColors } from '../terminal';

/** Columns that a text takes, colours aside. */
function widthOf(text: string): number {
  return withoutColors(text).length;
}

/** A column of a table; the last one is never padded. */
export interface TextColumn {
  title: string;
  align?: 'left' | 'right';
}

/**
 * A table in plain text, two spaces between columns.
 *
 * @param indent - spaces before each line
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: ReadonlyArray<readonly string[]>,
  indent = 0,
): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, i) =>
    Math.max(...lines.map(cells => widthOf(cells[i] ?? ''))),
  );
  return lines
    .map(cells => {
      const padded = columns.map(({ align }, i) => {
        const cell = cells[i] ?? '';
        const space = ' '.repeat(widths[i] - widthOf(cell));
        return align === 'right' ? space + cell : cell + space;
      });
      return `${' '.repeat(indent)}${padded.join('  ').trimEnd()}\n`;
    })
    .join('');
}
