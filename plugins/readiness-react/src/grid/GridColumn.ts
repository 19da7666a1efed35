import { ReactNode } from 'react';

/**
 * One column of a grid.
 *
 * @public
 */
export interface GridColumn<Row> {
  id: string;
  /** Heads the column. */
  title: string;
  /** Pixels that it has at least; wider grids are shared out in proportion. Default 120. */
  width?: number;
  align?: 'left' | 'right' | 'center';
  /** Names the row; at most one column. */
  isRowHeader?: boolean;
  /** How the rows are sorted by it; null: by another one. */
  sort?: 'asc' | 'desc' | null;
  /** Called when the reader asks to sort by it; makes the title a button. */
  onSort?: () => void;
  render(row: Row, index: number): ReactNode;
  /** What the cell is called where its content does not say it; contains the visible text. */
  label?(row: Row): string;
}

/**
 * Where a row stands in a tree.
 *
 * @public
 */
export interface GridBranch {
  /** What the row is called, for the button that unfolds it. */
  name: string;
  /** 1 for what stands below nothing. */
  level: number;
  /** Left out where nothing is below the row. */
  expanded?: boolean;
  /** Shows or hides what is below the row. */
  onToggle?: () => void;
  /** Its place among its siblings, from 1, and how many they are. */
  position?: number;
  siblings?: number;
}
