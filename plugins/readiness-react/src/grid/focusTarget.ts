const controls =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), summary, [tabindex]';

/**
 * What can take the focus inside a cell, in its order. The button that unfolds a row is none of it: the keyboard has
 * arrows for that.
 */
export function controlsOf(cell: Element): HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>(controls)].filter(
    control => !control.dataset.gridToggle,
  );
}

/**
 * What takes the focus when the reader comes to a cell: the only control in it, so that it can be used at once, and
 * the cell itself where there is none or are several.
 */
export function focusTargetOf(cell: HTMLElement): HTMLElement {
  const inside = controlsOf(cell);
  return inside.length === 1 ? inside[0] : cell;
}

/**
 * Makes a cell the one stop of the Tab key in its grid, or none.
 *
 * @param cell - all controls in it are taken out of the order of the Tab key
 */
export function setTabStop(cell: HTMLElement, isStop: boolean): void {
  for (const control of cell.querySelectorAll<HTMLElement>(controls)) {
    control.tabIndex = -1;
  }
  cell.tabIndex = -1;
  if (isStop) {
    focusTargetOf(cell).tabIndex = 0;
  }
}
