/** Sums over entities that count. */
export interface Sums {
  /** Weights of checks. */
  passed: number;
  known: number;
  applicable: number;
  /** Numbers of entities. */
  entities: number;
  withTarget: number;
  onTarget: number;
}

/** Columns of sums as statements of history give them. */
export interface SumColumns {
  passed: number | string;
  known: number | string;
  applicable: number | string;
  entities: number | string;
  with_target: number | string;
  on_target: number | string;
}

/** Nothing at all. */
export function noSums(): Sums {
  return {
    passed: 0,
    known: 0,
    applicable: 0,
    entities: 0,
    withTarget: 0,
    onTarget: 0,
  };
}

/** Reads sums; PostgreSQL gives some of them as text. */
export function toSums(row: SumColumns): Sums {
  return {
    passed: Number(row.passed),
    known: Number(row.known),
    applicable: Number(row.applicable),
    entities: Number(row.entities),
    withTarget: Number(row.with_target),
    onTarget: Number(row.on_target),
  };
}

/**
 * Adds sums to others, in place.
 *
 * @param times - 1, or -1 to take away
 */
export function addSums(total: Sums, sums: Sums, times: 1 | -1 = 1): void {
  total.passed += times * sums.passed;
  total.known += times * sums.known;
  total.applicable += times * sums.applicable;
  total.entities += times * sums.entities;
  total.withTarget += times * sums.withTarget;
  total.onTarget += times * sums.onTarget;
}
