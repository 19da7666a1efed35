/**
 * What remains of the rows of FOCUS files: sums per tag value, month and currency.
 *
 * Guarantees: memory grows with the number of different tag values and months, never with the
 * rows; amounts are exact, and the sum over all entries of one currency equals the sum of the
 * charges added.
 *
 * A charge belongs as a whole to the UTC month in which its charge period starts.
 */
import { InputError } from '@backstage/errors';
import { Amount } from '../amounts';
import { Charge } from '../focus';

const dayMs = 24 * 60 * 60 * 1_000;

/** Different lists of tag values that are told apart; the rest counts as not attributed. */
export const maxTagValues = 100_000;

/** Different combinations of tag values, month and currency that are held. */
export const maxSums = 1_000_000;

/** Sums of one tag value in one month and currency. */
export interface SpendSum {
  /** Months since year 0: `year * 12 + month`, where January is 0. */
  month: number;
  currency: string;
  /** All charges. */
  amount: Amount;
  /**
   * The part of `amount` that already covers the month to its end: charges of more than a
   * day, e.g. a monthly fee, whose period reaches the end of the month.
   */
  wholeMonth: Amount;
}

/** Sums by month and currency. */
export type SpendSums = Map<string, SpendSum>;

/** The sums of all charges that carry the same tag values. */
export interface TaggedSpend {
  /** Values of the configured tag keys, in their order, lower case; empty: not tagged. */
  values: readonly string[];
  sums: SpendSums;
}

/** The month of a time in UTC, as in {@link SpendSum}. */
export function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** First millisecond of a month. */
export function startOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

/** `YYYY-MM`. */
export function monthName(month: number): string {
  return new Date(startOfMonth(month)).toISOString().slice(0, 7);
}

/** 28 to 31. */
export function daysInMonth(month: number): number {
  return Math.round((startOfMonth(month + 1) - startOfMonth(month)) / dayMs);
}

/**
 * Adds a sum to others in place.
 *
 * @returns true where it is the first of its month and currency
 */
export function addSum(sums: SpendSums, sum: SpendSum): boolean {
  const key = `${sum.month} ${sum.currency}`;
  const existing = sums.get(key);
  if (existing) {
    existing.amount += sum.amount;
    existing.wholeMonth += sum.wholeMonth;
    return false;
  }
  sums.set(key, { ...sum });
  return true;
}

/** See the top of the file. */
export class SpendAggregate {
  readonly #tagKeys: readonly string[];
  readonly #tagged = new Map<string, TaggedSpend>();
  /** Starts of UTC days, as days since 1970, with a charge that does not cover the whole month. */
  readonly #days = new Set<number>();
  readonly #months = new Set<number>();
  #charges = 0;
  #overflow = 0;
  #sums = 0;
  #firstStart = Infinity;

  /**
   * @param options.tagKeys - the keys whose values name entities, most telling first; case does not matter
   */
  constructor(options: { tagKeys: readonly string[] }) {
    this.#tagKeys = options.tagKeys.map(key => key.toLowerCase());
  }

  /**
   * Adds one charge.
   *
   * @throws InputError with more than a million combinations, which no bill has
   */
  add(charge: Charge): void {
    const month = monthOf(charge.start);
    const coversMonth =
      charge.end - charge.start > dayMs &&
      charge.end >= startOfMonth(month + 1);

    this.#charges += 1;
    this.#months.add(month);
    this.#firstStart = Math.min(this.#firstStart, charge.start);
    if (!coversMonth) {
      // A charge of up to a day counts for the day on which it starts, so that a daily charge in
      // another time zone does not reach into the next month; a longer one up to its last day.
      const last =
        charge.end - charge.start > dayMs ? charge.end - 1 : charge.start;
      this.#days.add(Math.floor(last / dayMs));
    }
    const isNew = addSum(this.#sumsOf(charge), {
      month,
      currency: charge.currency,
      amount: charge.amount,
      wholeMonth: coversMonth ? charge.amount : 0n,
    });
    this.#sums += isNew ? 1 : 0;
    if (this.#sums > maxSums) {
      throw new InputError(
        `The FOCUS files hold more than ${maxSums} combinations of tag values, month and currency.`,
      );
    }
  }

  #sumsOf(charge: Charge): SpendSums {
    const values = this.#tagKeys
      .map(key => charge.tags?.get(key)?.toLowerCase())
      .filter(value => value !== undefined);
    const key = values.join('\u0000');
    const existing = this.#tagged.get(key);
    if (existing) {
      return existing.sums;
    }
    if (values.length && this.#tagged.size >= maxTagValues) {
      this.#overflow += 1;
      return this.#sumsOf({ ...charge, tags: undefined });
    }
    const tagged: TaggedSpend = { values, sums: new Map() };
    this.#tagged.set(key, tagged);
    return tagged.sums;
  }

  /** How many charges were added. */
  get charges(): number {
    return this.#charges;
  }

  /** How many charges lost their tags because there were too many different ones. */
  get overflow(): number {
    return this.#overflow;
  }

  /** Start of the earliest charge period, milliseconds since 1970; Infinity without charges. */
  get firstStart(): number {
    return this.#firstStart;
  }

  /** Days since 1970 on which charges were seen, in no order. */
  get days(): ReadonlySet<number> {
    return this.#days;
  }

  /** Months with a charge, in no order. */
  get months(): ReadonlySet<number> {
    return this.#months;
  }

  /** The sums, one entry per different list of tag values. */
  tagged(): Iterable<TaggedSpend> {
    return this.#tagged.values();
  }
}
