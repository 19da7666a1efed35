import { dayNumber } from './chartDays';

/**
 * A value that stands from a day on until the next one.
 *
 * @public
 */
export interface ChartPoint {
  /** ISO date. */
  day: string;
  /** Null where there is nothing to measure. */
  value: number | null;
}

/**
 * Days from the first to the last, both included.
 *
 * @public
 */
export interface ChartRange {
  /** ISO date. */
  from: string;
  /** ISO date. */
  to: string;
}

/** What a chart is drawn of. */
export interface MeasuredDays extends ChartRange {
  points: readonly ChartPoint[];
  /** Days on which nothing was measured. */
  missing?: readonly ChartRange[];
}

/** Days by their place in a chart, both included. */
export interface PlaceRange {
  first: number;
  last: number;
}

/**
 * How many days a chart is wide.
 *
 * @returns at least 1
 */
export function countDays(range: ChartRange): number {
  return Math.max(1, dayNumber(range.to) - dayNumber(range.from) + 1);
}

function isMissing(measured: MeasuredDays): boolean[] {
  const first = dayNumber(measured.from);
  const days = new Array<boolean>(countDays(measured)).fill(false);
  for (const { from, to } of measured.missing ?? []) {
    days.fill(
      true,
      Math.max(0, dayNumber(from) - first),
      Math.max(0, dayNumber(to) - first + 1),
    );
  }
  return days;
}

/**
 * The value of each day from the first to the last.
 *
 * @returns null for days on which nothing was measured, or there was nothing to measure
 */
export function valuesByDay(measured: MeasuredDays): Array<number | null> {
  const first = dayNumber(measured.from);
  const missing = isMissing(measured);
  const points = [...measured.points].sort((one, other) =>
    one.day.localeCompare(other.day),
  );
  let next = 0;
  let value: number | null = null;
  return missing.map((gap, place) => {
    while (
      next < points.length &&
      dayNumber(points[next].day) <= first + place
    ) {
      value = points[next].value;
      next += 1;
    }
    return gap ? null : value;
  });
}

/**
 * The days on which nothing was measured: those that are said to be missing, and those before the first point of all.
 *
 * @param measured - `points`: of all series
 */
export function gapsByDay(measured: MeasuredDays): PlaceRange[] {
  const days = isMissing(measured);
  const first = dayNumber(measured.from);
  const begin = Math.min(
    ...measured.points.map(({ day }) => dayNumber(day)),
    first + days.length,
  );
  days.fill(true, 0, Math.max(0, begin - first));
  const gaps: PlaceRange[] = [];
  days.forEach((gap, place) => {
    if (!gap) {
      return;
    }
    const last = gaps[gaps.length - 1];
    if (last?.last === place - 1) {
      last.last = place;
    } else {
      gaps.push({ first: place, last: place });
    }
  });
  return gaps;
}
