import {
  FocusEvent,
  KeyboardEvent,
  RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { controlsOf, focusTargetOf } from './focusTarget';
import { GridBranch } from './GridColumn';
import { GridExtent, gridMove, GridPlace } from './gridMoves';

interface Held extends GridPlace {
  /** Of the row, so that the place moves with it. */
  key?: string;
}

function placeOf(target: Element): GridPlace | undefined {
  const cell = target.closest<HTMLElement>('[data-grid-column]');
  const row = cell?.closest<HTMLElement>('[data-grid-row]');
  return cell && row
    ? {
        row: Number(row.dataset.gridRow),
        column: Number(cell.dataset.gridColumn),
      }
    : undefined;
}

/**
 * The keyboard of a grid: one stop of the Tab key, from which arrows and their like lead to every cell.
 *
 * @param of - the box that scrolls, the keys of its rows, how far one can move, and how a row is brought into view
 * @returns the cell that holds the stop, and the handlers of the grid
 */
export function useGridKeyboard(of: {
  box: RefObject<HTMLElement>;
  extent: GridExtent;
  /** The key of a row, undefined where it is not loaded. */
  keyAt(row: number): string | undefined;
  /** Whether a row is one cell over all columns. */
  isSection(row: number): boolean;
  branchAt(row: number): GridBranch | undefined;
  reveal(place: GridPlace): void;
}) {
  const { box, extent, keyAt } = of;
  const [held, setHeld] = useState<Held>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const hasFocus = useRef(false);
  const latest = useRef(of);
  latest.current = of;

  const place = resolve(held);

  function resolve({ row, column, key }: Held): GridPlace {
    const inside = Math.min(column, extent.columns - 1);
    if (row < 0) {
      return { row: extent.titles ? -1 : 0, column: inside };
    }
    if (key !== undefined && keyAt(row) !== key) {
      for (let other = 0; other < extent.rows; other++) {
        if (keyAt(other) === key) {
          return { row: other, column: inside };
        }
      }
    }
    return { row: Math.max(0, Math.min(row, extent.rows - 1)), column: inside };
  }

  const hold = useCallback((next: GridPlace) => {
    const key = latest.current.keyAt(next.row);
    setHeld(previous =>
      previous.row === next.row &&
      previous.column === next.column &&
      previous.key === key
        ? previous
        : { ...next, key },
    );
  }, []);

  function cellAt({ row, column }: GridPlace): HTMLElement | null {
    const wanted = row >= 0 && of.isSection(row) ? 0 : column;
    return (
      box.current?.querySelector<HTMLElement>(
        `[data-grid-row="${row}"] > [data-grid-column="${wanted}"]`,
      ) ?? null
    );
  }

  // The cell may only now be there; and a row that went must not take the focus with it.
  useLayoutEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (wantsFocus.current || isLost) {
      const cell = cellAt(place);
      if (cell) {
        wantsFocus.current = false;
        focusTargetOf(cell).focus({ preventScroll: true });
      }
    }
  });

  function moveTo(next: GridPlace) {
    wantsFocus.current = true;
    hold(next);
    of.reveal(next);
    const cell = cellAt(next);
    if (cell) {
      wantsFocus.current = false;
      focusTargetOf(cell).focus({ preventScroll: true });
    }
  }

  function foldOrParent(key: string): boolean {
    if (place.row < 0 || place.column !== 0) {
      return false;
    }
    const branch = of.branchAt(place.row);
    if (!branch) {
      return false;
    }
    if (key === 'ArrowRight' && branch.expanded === false) {
      branch.onToggle?.();
      return true;
    }
    if (key === 'ArrowLeft' && branch.expanded) {
      branch.onToggle?.();
      return true;
    }
    if (key === 'ArrowLeft' && branch.level > 1) {
      for (let row = place.row - 1; row >= 0; row--) {
        if ((of.branchAt(row)?.level ?? branch.level) < branch.level) {
          moveTo({ row, column: 0 });
          return true;
        }
      }
    }
    return false;
  }

  /** Keys while a control of a cell with several has the focus. */
  function moveInside(event: KeyboardEvent, cell: HTMLElement): boolean {
    const inside = controlsOf(cell);
    const at = inside.indexOf(event.target as HTMLElement);
    if (at < 0 || inside.length < 2) {
      return false;
    }
    if (event.key === 'Escape' || event.key === 'F2') {
      cell.focus({ preventScroll: true });
      return true;
    }
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step) {
      inside[(at + step + inside.length) % inside.length].focus();
      return true;
    }
    return false;
  }

  function act(event: KeyboardEvent, cell: HTMLElement): boolean {
    const target = event.target as HTMLElement;
    const enters = event.key === 'Enter' || event.key === 'F2';
    if (target === cell) {
      const inside = controlsOf(cell);
      if (inside.length > 1 && (enters || event.key === ' ')) {
        inside[0].focus();
        return true;
      }
      if (inside.length === 1 && (event.key === 'Enter' || event.key === ' ')) {
        inside[0].click();
        return true;
      }
      const branch = of.branchAt(place.row);
      if (event.key !== 'F2' && branch?.onToggle && place.column === 0) {
        branch.onToggle();
        return true;
      }
      // A page must not jump away from under the grid.
      return event.key === ' ';
    }
    if (event.key === ' ' && target.tagName === 'A') {
      target.click();
      return true;
    }
    return false;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.defaultPrevented || event.altKey || event.shiftKey) {
      return;
    }
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[data-grid-column]');
    if (!cell || !box.current?.contains(cell)) {
      return;
    }
    const isActing = ['Enter', ' ', 'F2'].includes(event.key);
    if (moveInside(event, cell) || (isActing && act(event, cell))) {
      event.preventDefault();
      return;
    }
    if (foldOrParent(event.key)) {
      event.preventDefault();
      return;
    }
    const next = gridMove(
      { key: event.key, ctrlKey: event.ctrlKey || event.metaKey },
      place,
      extent,
    );
    if (next) {
      event.preventDefault();
      moveTo(next);
    }
  }

  function onFocus(event: FocusEvent<HTMLElement>) {
    hasFocus.current = true;
    const found = placeOf(event.target);
    if (found) {
      const keepsColumn = found.row >= 0 && of.isSection(found.row);
      hold(keepsColumn ? { ...found, column: place.column } : found);
    }
  }

  function onBlur(event: FocusEvent<HTMLElement>) {
    const to = event.relatedTarget;
    // A row that goes away tells nothing, and so keeps what is noted here.
    hasFocus.current = to instanceof Node && event.currentTarget.contains(to);
  }

  return { place, onKeyDown, onFocus, onBlur };
}
