import { Amount, convertAmount } from '../amounts';
import { dayMs, monthOf } from './months';
import { addSum, addToDay, noSpend, Spend, SpendSums } from './SpendSums';

/** One entry of `readiness.cost.currencies.rates`. */
export interface CurrencyRate {
  /** ISO 4217, upper case. */
  from: string;
  /** What one unit of it is in the other currency; more than zero. */
  rate: Amount;
  /** As by `monthOf`; undefined: every month that has no rate of its own. */
  month: number | undefined;
}

/**
 * Turns spend into one currency by rates that somebody wrote down. What has no rate stays in its own
 * currency: nothing is added up that is not of one.
 */
export class CurrencyTable {
  readonly #to: string;
  readonly #rates: ReadonlyMap<string, Amount>;

  /** @param to - ISO 4217, upper case */
  constructor(to: string, rates: readonly CurrencyRate[]) {
    this.#to = to;
    this.#rates = new Map(
      rates.map(({ from, month, rate }) => [`${from} ${month ?? ''}`, rate]),
    );
  }

  /** Sums by month: each is converted once, so that nothing is lost by rounding rows. */
  convertSums(sums: SpendSums): SpendSums {
    const converted: SpendSums = new Map();
    for (const sum of sums.values()) {
      const rate = this.#rateOf(sum.currency, sum.month);
      addSum(
        converted,
        rate === undefined
          ? sum
          : {
              month: sum.month,
              currency: this.#to,
              amount: convertAmount(sum.amount, rate),
              wholeMonth: convertAmount(sum.wholeMonth, rate),
            },
      );
    }
    return converted;
  }

  /** Sums by month and by day. */
  convert(spend: Spend): Spend {
    const converted = noSpend();
    converted.sums = this.convertSums(spend.sums);
    for (const [currency, days] of spend.days) {
      for (const [day, amount] of days) {
        const rate = this.#rateOf(currency, monthOf(day * dayMs));
        addToDay(
          converted.days,
          rate === undefined ? currency : this.#to,
          day,
          rate === undefined ? amount : convertAmount(amount, rate),
        );
      }
    }
    return converted;
  }

  #rateOf(currency: string, month: number): Amount | undefined {
    return currency === this.#to
      ? undefined
      : this.#rates.get(`${currency} ${month}`) ??
          this.#rates.get(`${currency} `);
  }
}
