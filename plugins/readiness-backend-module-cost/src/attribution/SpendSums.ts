import { Amount } from '../amounts';

/** Sums of one tag value in one month and currency. */
export interface SpendSum {
  /** As by `monthOf`. */
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

/** Amounts by currency, then by day as by `dayOf`. */
export type DailySums = Map<string, Map<number, Amount>>;

/**
 * Adds an amount to others in place.
 *
 * @returns true where it is the first of its day and currency
 */
export function addToDay(
  sums: DailySums,
  currency: string,
  day: number,
  amount: Amount,
): boolean {
  const days = sums.get(currency) ?? new Map<number, Amount>();
  sums.set(currency, days);
  const existing = days.get(day);
  days.set(day, (existing ?? 0n) + amount);
  return existing === undefined;
}

/** What belongs together: by month, and by day as far back as days are kept. */
export interface Spend {
  sums: SpendSums;
  /** Charges that do not cover the month to its end. */
  days: DailySums;
}

/** Nothing yet. */
export function noSpend(): Spend {
  return { sums: new Map(), days: new Map() };
}

/** Adds spend to other in place. */
export function addSpend(to: Spend, spend: Spend): void {
  for (const sum of spend.sums.values()) {
    addSum(to.sums, sum);
  }
  for (const [currency, days] of spend.days) {
    for (const [day, amount] of days) {
      addToDay(to.days, currency, day, amount);
    }
  }
}
