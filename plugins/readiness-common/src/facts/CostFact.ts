/**
 * Fact of the collector `cost`: effective cost by FOCUS rows attributed to the entity.
 *
 * @public
 */
export type CostFact = {
  /** At least one charge of the month or the twelve before it belongs to the entity. */
  attributed: boolean;
  /**
   * ISO 4217. Where nothing is attributed: the only currency in the data, or empty where it
   * holds several.
   */
  currency: string;
  /** `YYYY-MM` of the newest charge in the data. */
  month: string;
  /** Sum of that month so far, rounded to cents. */
  monthToDate: number;
  /**
   * Month to date projected evenly to the whole month, rounded to cents. A charge that already
   * covers the month to its end (a monthly fee) counts once.
   */
  forecast: number;
  /** Days of the month, in UTC, up to the newest charge in the data. */
  daysObserved: number;
  /**
   * Earlier complete months in the data, oldest first, at most 12, from the entity's first
   * charge on. A month without a charge is 0.
   */
  months: Array<{ month: string; amount: number }>;
  /** Mean of the last three complete months or of as many as there are, or null without one. */
  threeMonthMean: number | null;
};
