/**
 * Fact of the collector `cost`: effective cost by FOCUS rows attributed to the entity.
 *
 * @public
 */
export type CostFact = {
  /** ISO 4217. */
  currency: string;
  /** `YYYY-MM` of the newest charge in the data. */
  month: string;
  /** Sum of that month so far, rounded to cents. */
  monthToDate: number;
  /** Month to date projected evenly to the whole month, rounded to cents. */
  forecast: number;
  /** Days of the month covered by charges so far. */
  daysObserved: number;
  /** Earlier complete months in the data, oldest first, at most 12. */
  months: Array<{ month: string; amount: number }>;
  /** Mean of the last three complete months, or null with fewer than one. */
  threeMonthMean: number | null;
};
