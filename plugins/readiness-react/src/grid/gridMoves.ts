/** A cell of a grid. Row -1 is the row of titles. */
export interface GridPlace {
  row: number;
  column: number;
}

/** How far a reader can move in a grid. */
export interface GridExtent {
  rows: number;
  columns: number;
  /** Whether the titles of the columns can be reached. */
  titles: boolean;
  /** How many rows a page has. */
  pageRows(): number;
}

/** A key, and whether Ctrl (or Command) is held. */
export interface GridKey {
  key: string;
  ctrlKey: boolean;
}

/**
 * Where a key leads to in a grid, as the ARIA authoring practices ask.
 *
 * @param pressed - the key
 * @param from - the cell that has the focus
 * @returns a cell of the grid, the same where there is no further one, or undefined where the key moves nothing
 */
export function gridMove(
  pressed: GridKey,
  from: GridPlace,
  extent: GridExtent,
): GridPlace | undefined {
  const { row, column } = from;
  const first = extent.titles ? -1 : 0;
  const last = Math.max(extent.rows - 1, first);
  const lastColumn = extent.columns - 1;
  const to = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.min(Math.max(nextRow, first), last),
    column: Math.min(Math.max(nextColumn, 0), lastColumn),
  });
  switch (pressed.key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'PageDown':
      return to(row + extent.pageRows(), column);
    case 'PageUp':
      return to(row <= 0 ? row : Math.max(row - extent.pageRows(), 0), column);
    case 'Home':
      return pressed.ctrlKey ? to(Math.min(0, last), 0) : to(row, 0);
    case 'End':
      return pressed.ctrlKey ? to(last, lastColumn) : to(row, lastColumn);
    default:
      return undefined;
  }
}
