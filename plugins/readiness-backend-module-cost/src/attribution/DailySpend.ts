import { Amount } from '../amounts';
import { Charge } from '../focus';
import { dayMs, dayOf } from './months';
import { addToDay, DailySums } from './SpendSums';

/** Days that are kept, up to and with the newest one: a whole month, and two weeks in any case. */
export const keptDays = 31;

/** Amounts of a day that are held at most, over all tag values. */
export const maxDailyAmounts = 1_000_000;

/**
 * Keeps the last days of the data by tag value, whatever the order of the rows is.
 *
 * A charge of up to a day counts on the day on which it starts; a longer one is spread evenly over its
 * days. With more than a million amounts nothing is kept at all: then there are no weeks and no range.
 */
export class DailySpend {
  readonly #today: number;
  readonly #all = new Set<DailySums>();
  #newest = -Infinity;
  #prunedTo = -Infinity;
  #amounts = 0;
  #dropped = false;

  /**
   * @param today - as by `dayOf`; charges after it do not count, so that a wrong date in the future does
   *   not push the others out
   */
  constructor(today: number) {
    this.#today = today;
  }

  /** Whether there were too many to keep any. */
  get isDropped(): boolean {
    return this.#dropped;
  }

  /** Adds a charge to the days of its tag value. */
  add(days: DailySums, charge: Charge): void {
    const first = dayOf(charge.start);
    const isLong = charge.end - charge.start > dayMs;
    const last = isLong ? dayOf(charge.end - 1) : first;
    const count = BigInt(last - first + 1);
    const each = charge.amount / count;
    for (let day = first; day < last; day += 1) {
      this.addDay(days, charge.currency, day, each);
    }
    const rest = charge.amount - each * (count - 1n);
    this.addDay(days, charge.currency, last, rest);
  }

  /** Adds an amount to a day. */
  addDay(days: DailySums, currency: string, day: number, amount: Amount): void {
    if (this.#dropped || day > this.#today || day <= this.#newest - keptDays) {
      return;
    }
    this.#newest = Math.max(this.#newest, day);
    this.#all.add(days);
    this.#amounts += addToDay(days, currency, day, amount) ? 1 : 0;
    if (
      this.#amounts > maxDailyAmounts ||
      this.#newest - this.#prunedTo > 2 * keptDays
    ) {
      this.prune();
    }
  }

  /** Forgets what is older than the days that are kept. To be called at the end. */
  prune(): void {
    this.#prunedTo = this.#newest;
    this.#amounts = 0;
    for (const days of this.#all) {
      for (const byDay of days.values()) {
        for (const day of byDay.keys()) {
          if (day <= this.#newest - keptDays) {
            byDay.delete(day);
          }
        }
        this.#amounts += byDay.size;
      }
    }
    if (this.#amounts > maxDailyAmounts) {
      this.drop();
    }
  }

  /** Keeps nothing any more. */
  drop(): void {
    this.#dropped = true;
    this.#all.forEach(days => days.clear());
  }
}
