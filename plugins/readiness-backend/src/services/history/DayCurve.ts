import { isMemberOn, Membership } from '../../database/operations/history';
import { addDays } from './DayRange';
import { DayRange } from './DayRange';

/** By how much numbers changed with a day; the first day brings what there was. */
export interface Step {
  ownerSetId: number;
  day: string;
  values: readonly number[];
}

/** Numbers at the end of a day. */
export interface DayValues {
  day: string;
  values: number[];
}

/**
 * Numbers day by day, as the sum of steps. What owner sets have counts while they belong to the team.
 */
export class DayCurve {
  readonly #size: number;
  readonly #changes = new Map<string, number[]>();

  /**
   * @param size - how many numbers there are
   * @param steps - in any order
   * @param memberships - null: all owner sets count, always
   */
  constructor(
    size: number,
    steps: readonly Step[],
    memberships: readonly Membership[] | null,
  ) {
    this.#size = size;
    if (!memberships) {
      steps.forEach(({ day, values }) => this.#add(day, values, 1));
      return;
    }
    const bySet = new Map<number, Membership[]>();
    for (const membership of memberships) {
      const periods = bySet.get(membership.ownerSetId);
      if (periods) {
        periods.push(membership);
      } else {
        bySet.set(membership.ownerSetId, [membership]);
      }
    }
    for (const { ownerSetId, day, values } of steps) {
      for (const { from, until } of bySet.get(ownerSetId) ?? []) {
        const begins = day > from ? day : from;
        if (until === null || begins < until) {
          this.#add(begins, values, 1);
          if (until !== null) {
            this.#add(until, values, -1);
          }
        }
      }
    }
  }

  /** The numbers at the end of each of some days, which are in order. */
  at(days: readonly string[]): DayValues[] {
    const changes = [...this.#changes].sort(([a], [b]) => (a < b ? -1 : 1));
    const values = new Array<number>(this.#size).fill(0);
    let next = 0;
    return days.map(day => {
      for (; next < changes.length && changes[next][0] <= day; next += 1) {
        changes[next][1].forEach((value, index) => {
          values[index] += value;
        });
      }
      return { day, values: values.map(settle) };
    });
  }

  #add(day: string, values: readonly number[], sign: 1 | -1): void {
    const change =
      this.#changes.get(day) ?? new Array<number>(this.#size).fill(0);
    this.#changes.set(day, change);
    values.forEach((value, index) => {
      change[index] += sign * value;
    });
  }
}

/**
 * Days that say something new: the first one of which anything is known, each that differs from the one before, and
 * the last one.
 */
export function tellingDays(days: readonly DayValues[]): DayValues[] {
  const telling: DayValues[] = [];
  days.forEach((day, index) => {
    const before = telling[telling.length - 1];
    const differs = before
      ? day.values.some((value, at) => value !== before.values[at])
      : day.values.some(value => value !== 0);
    if (differs || index === days.length - 1) {
      telling.push(day);
    }
  });
  return telling;
}

/**
 * Ranges of days that are over and of which there are no snapshots.
 *
 * @param known - in order
 */
export function missingDays(
  { past }: DayRange,
  known: readonly string[],
): Array<{ from: string; to: string }> {
  if (!past) {
    return [];
  }
  const missing: Array<{ from: string; to: string }> = [];
  let next = past.from;
  for (const day of [...known, addDays(past.to, 1)]) {
    if (next < day) {
      missing.push({ from: next, to: addDays(day, -1) });
    }
    next = addDays(day, 1);
  }
  return missing;
}

/** The owner sets that belonged to a team at the end of a day. */
export function membersOn(
  memberships: readonly Membership[],
  day: string,
): Set<number> {
  return new Set(
    memberships
      .filter(membership => isMemberOn(membership, day))
      .map(({ ownerSetId }) => ownerSetId),
  );
}

/** Sums of fractional weights differ in the last digits with the order of addition. */
function settle(value: number): number {
  return Math.round(value * 1e6) / 1e6 || 0;
}
