/**
 * What remains of the rows of FOCUS files: sums per tag value, month and currency, the last days, and
 * the same per account where accounts are asked for.
 *
 * Guarantees: memory grows with the number of different tag values and months, never with the
 * rows; amounts are exact, and the sum over all entries of one currency equals the sum of the
 * charges added.
 *
 * A charge belongs as a whole to the UTC month in which its charge period starts, a correction or
 * credit for an earlier month to that one.
 */
import { InputError } from '@backstage/errors';
import { Amount } from '../amounts';
import { Charge } from '../focus';
import { AccountOwners } from './AccountOwners';
import { DailySpend } from './DailySpend';
import { dayMs, dayOf, monthOf, startOfMonth } from './months';
import { addSum, noSpend, Spend, SpendSum, SpendSums } from './SpendSums';

/** Different lists of tag values that are told apart; the rest counts as not attributed. */
export const maxTagValues = 100_000;

/** Different combinations of tag values, account, month and currency that are held. */
export const maxSums = 1_000_000;

/** The sums of all charges that carry the same tag values. */
export interface TaggedSpend extends Spend {
  /** What may name an entity, most telling first, lower case; empty: not tagged. */
  values: readonly string[];
  charges: number;
  /** The part in accounts that belong to somebody, by account; without taxes, credits and adjustments. */
  accounts: Map<string, SpendSums>;
}

/** See the top of the file. */
export class SpendAggregate {
  readonly #tagKeys: readonly string[];
  readonly #accounts: AccountOwners | undefined;
  readonly #daily: DailySpend;
  readonly #tagged = new Map<string, TaggedSpend>();
  /** Days with a charge that does not cover the whole month. */
  readonly #days = new Set<number>();
  readonly #months = new Set<number>();
  readonly #totals = new Map<string, Amount>();
  #charges = 0;
  #overflow = 0;
  #sums = 0;
  #firstStart = Infinity;
  #lastEnd = -Infinity;

  /**
   * @param options.tagKeys - the keys whose values name entities, most telling first; case does not matter
   * @param options.now - when the files are read: days after it are not kept
   * @param options.accounts - whose accounts are wanted. Default: none
   */
  constructor(options: {
    tagKeys: readonly string[];
    now: Date;
    accounts?: AccountOwners;
  }) {
    this.#tagKeys = options.tagKeys.map(key => key.toLowerCase());
    this.#accounts = options.accounts;
    this.#daily = new DailySpend(dayOf(options.now.getTime()));
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
    const tagged = this.#taggedBy(this.#valuesOf(charge), 1);

    this.#charges += 1;
    tagged.charges += 1;
    this.#months.add(month);
    this.#firstStart = Math.min(this.#firstStart, charge.start);
    this.#lastEnd = Math.max(this.#lastEnd, charge.end);
    this.#addTotal(charge.currency, charge.amount);
    if (!coversMonth) {
      // A charge of up to a day counts for the day on which it starts, so that a daily charge in
      // another time zone does not reach into the next month; a longer one up to its last day.
      const isLong = charge.end - charge.start > dayMs;
      this.#days.add(dayOf(isLong ? charge.end - 1 : charge.start));
      this.#daily.add(tagged.days, charge);
    }
    const sum = {
      month,
      currency: charge.currency,
      amount: charge.amount,
      wholeMonth: coversMonth ? charge.amount : 0n,
    };
    this.#addSum(tagged.sums, sum);
    if (charge.account !== undefined && charge.taggable) {
      const account = this.#accounts?.find(charge.account)?.account;
      if (account !== undefined) {
        this.#addSum(sumsOf(tagged, account), sum);
      }
    }
  }

  /**
   * Adds all that another aggregate holds, which is not to be used any more.
   *
   * @throws InputError with more than a million combinations
   */
  absorb(other: SpendAggregate): void {
    for (const spend of other.#tagged.values()) {
      const tagged = this.#taggedBy(spend.values, spend.charges);
      tagged.charges += spend.charges;
      spend.sums.forEach(sum => this.#addSum(tagged.sums, sum));
      for (const [account, sums] of spend.accounts) {
        const into = sumsOf(tagged, account);
        sums.forEach(sum => this.#addSum(into, sum));
      }
      for (const [currency, days] of spend.days) {
        for (const [day, amount] of days) {
          this.#daily.addDay(tagged.days, currency, day, amount);
        }
      }
    }
    if (other.#daily.isDropped) {
      this.#daily.drop();
    }
    other.#days.forEach(day => this.#days.add(day));
    other.#months.forEach(month => this.#months.add(month));
    other.#totals.forEach((amount, currency) =>
      this.#addTotal(currency, amount),
    );
    this.#charges += other.#charges;
    this.#overflow += other.#overflow;
    this.#firstStart = Math.min(this.#firstStart, other.#firstStart);
    this.#lastEnd = Math.max(this.#lastEnd, other.#lastEnd);
    this.#daily.prune();
  }

  #addTotal(currency: string, amount: Amount): void {
    this.#totals.set(currency, (this.#totals.get(currency) ?? 0n) + amount);
  }

  #addSum(sums: SpendSums, sum: SpendSum): void {
    this.#sums += addSum(sums, sum) ? 1 : 0;
    if (this.#sums > maxSums) {
      throw new InputError(
        `The FOCUS files hold more than ${maxSums} combinations of tag values, month and currency.`,
      );
    }
  }

  #valuesOf(charge: Charge): string[] {
    const values: string[] = [];
    for (const key of this.#tagKeys) {
      const value = charge.tags?.get(key);
      if (value !== undefined) {
        values.push(value.toLowerCase());
      }
    }
    for (const name of charge.names) {
      values.push(name.toLowerCase());
    }
    return values;
  }

  /** @param charges - how many lose their tags where there are too many different ones */
  #taggedBy(values: readonly string[], charges: number): TaggedSpend {
    const key = values.join('\u0000');
    const existing = this.#tagged.get(key);
    if (existing) {
      return existing;
    }
    if (values.length && this.#tagged.size >= maxTagValues) {
      this.#overflow += charges;
      return this.#taggedBy([], charges);
    }
    const tagged = {
      ...noSpend(),
      values,
      charges: 0,
      accounts: new Map<string, SpendSums>(),
    };
    this.#tagged.set(key, tagged);
    return tagged;
  }

  /** How many charges were added. */
  get charges(): number {
    return this.#charges;
  }

  /** How many charges lost their tags because there were too many different ones. */
  get overflow(): number {
    return this.#overflow;
  }

  /** Whether there is too much to keep days: no range and no weeks can be told. */
  get hasNoDays(): boolean {
    return this.#daily.isDropped;
  }

  /** Start of the earliest charge period, milliseconds since 1970; Infinity without charges. */
  get firstStart(): number {
    return this.#firstStart;
  }

  /** End of the latest charge period, milliseconds since 1970; -Infinity without charges. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /** Sum of all charges by currency. */
  get totals(): ReadonlyMap<string, Amount> {
    return this.#totals;
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

function sumsOf(tagged: TaggedSpend, account: string): SpendSums {
  const sums = tagged.accounts.get(account) ?? new Map();
  tagged.accounts.set(account, sums);
  return sums;
}
