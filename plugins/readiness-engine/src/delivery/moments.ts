/**
 * The earlier of two times.
 *
 * @returns null where neither is known
 */
export function earlier(
  one: number | null,
  other: number | null,
): number | null {
  if (one === null || other === null) {
    return one ?? other;
  }
  return Math.min(one, other);
}

/** Compares texts by their code units, the same everywhere. */
export function compareText(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

/** Orders by time, then by id. */
export function byTime<T extends { id: string }>(
  time: (item: T) => number,
): (one: T, other: T) => number {
  return (one, other) =>
    time(one) - time(other) || compareText(one.id, other.id);
}

/** Index of the last item that is not after a time, of items in the order of time; -1: none. */
export function lastUpTo(
  items: readonly { readonly at: number }[],
  time: number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].at <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
