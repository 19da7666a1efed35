const places = 2;

function round(value: number): string {
  return String(Number(value.toFixed(places)));
}

/**
 * A line in steps: each value stands until the next one. Where a value is null the line is broken.
 *
 * @param values - one a day
 * @param x - where a day stands
 * @param y - where a value stands
 * @returns data of an SVG path; empty where there is no value
 */
export function stepPath(
  values: ReadonlyArray<number | null>,
  x: (place: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  values.forEach((value, place) => {
    if (value === null) {
      return;
    }
    const before = place > 0 ? values[place - 1] : null;
    if (before === null) {
      // Round ends make a dot of what is one day long.
      path += `M${round(x(place))} ${round(y(value))}h0.01`;
    } else {
      path += `H${round(x(place))}`;
      if (before !== value) {
        path += `V${round(y(value))}`;
      }
    }
  });
  // Days on which nothing changes need no point of their own.
  return path.replace(/(H[\d.-]+)+(?=H)/g, '');
}

/** A rectangle, from its upper left to its lower right corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Diagonal lines across a rectangle, the same wherever it lies.
 *
 * @param distance - from one line to the next, in pixels along an edge
 * @returns data of an SVG path
 */
export function hatchPath(box: Box, distance = 6): string {
  const { left, top, right, bottom } = box;
  let path = '';
  // Lines run up to the right, where x + y is the same all along.
  const begin = Math.ceil((left + top) / distance) * distance;
  for (let sum = begin; sum <= right + bottom; sum += distance) {
    const x1 = Math.max(left, sum - bottom);
    const x2 = Math.min(right, sum - top);
    if (x2 > x1) {
      path += `M${round(x1)} ${round(sum - x1)}L${round(x2)} ${round(
        sum - x2,
      )}`;
    }
  }
  return path;
}

/**
 * The end of an axis that begins at 0: a round number that is not less than what is to be shown, and even where it is
 * not 1, so that the middle is a whole number too.
 */
export function roundEnd(most: number): number {
  if (most <= 1) {
    return 1;
  }
  const size = 10 ** Math.floor(Math.log10(most));
  const end = [1, 2, 4, 6, 8, 10].find(step => step * size >= most) ?? 10;
  return Math.max(2, end * size);
}

/** A part of a whole, by where it lies on a line. */
export interface Stretch {
  start: number;
  length: number;
}

/**
 * Shares a line out among parts, with gaps between them. What is there at all is at least `least` long.
 *
 * @param values - of the parts; what is 0 or less gets nothing
 * @param length - of the line
 */
export function shareOut(
  values: readonly number[],
  length: number,
  { gap = 2, least = 4 }: { gap?: number; least?: number } = {},
): Stretch[] {
  const present = values.filter(value => value > 0);
  const total = present.reduce((sum, value) => sum + value, 0);
  const room = Math.max(0, length - gap * Math.max(0, present.length - 1));
  const shortest = Math.min(least, room / Math.max(1, present.length));
  const free = room - shortest * present.length;
  let start = 0;
  return values.map(value => {
    if (value <= 0) {
      return { start, length: 0 };
    }
    const stretch = { start, length: shortest + (free * value) / total };
    start += stretch.length + gap;
    return stretch;
  });
}

/** A step of a waterfall. */
export interface FallStep {
  from: number;
  to: number;
}

/**
 * Where the steps of a waterfall begin and end, one after the other.
 *
 * @param before - where it begins
 * @param values - how far each step goes
 */
export function fallSteps(
  before: number,
  values: readonly number[],
): FallStep[] {
  let from = before;
  return values.map(value => {
    const step = { from, to: from + value };
    from = step.to;
    return step;
  });
}
