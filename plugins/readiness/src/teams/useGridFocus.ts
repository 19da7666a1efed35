import { KeyboardEvent, useState } from 'react';

interface Position {
  row: number;
  column: number;
}

/** What a cell of the grid must carry. */
export interface GridCellProps {
  tabIndex: number;
  'data-grid-cell': string;
  onFocus(): void;
}

const steps: Readonly<Record<string, Position>> = {
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
};

/**
 * Makes a grid one stop of the Tab key, within which arrows, Home and End move
 * the focus, as the ARIA grid pattern asks.
 *
 * @param size - rows and columns that take focus
 * @returns a handler for the grid, and the properties of each cell
 */
export function useGridFocus(size: { rows: number; columns: number }) {
  const [active, setActive] = useState<Position>({ row: 0, column: 0 });
  const current: Position = {
    row: Math.min(active.row, Math.max(size.rows - 1, 0)),
    column: Math.min(active.column, Math.max(size.columns - 1, 0)),
  };

  function target(key: string): Position | undefined {
    if (key === 'Home') {
      return { row: current.row, column: 0 };
    }
    if (key === 'End') {
      return { row: current.row, column: size.columns - 1 };
    }
    const step = steps[key];
    return (
      step && {
        row: current.row + step.row,
        column: current.column + step.column,
      }
    );
  }

  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const next = target(event.key);
      const cell =
        next &&
        event.currentTarget.querySelector<HTMLElement>(
          `[data-grid-cell="${next.row}:${next.column}"]`,
        );
      if (cell) {
        event.preventDefault();
        cell.focus();
      }
    },
    cell(row: number, column: number): GridCellProps {
      return {
        tabIndex: row === current.row && column === current.column ? 0 : -1,
        'data-grid-cell': `${row}:${column}`,
        onFocus: () => setActive({ row, column }),
      };
    },
  };
}
