import { CostFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Amount, toNumber } from '../amounts';

/** From this day of a month on its forecast is worth a comparison, and has a range. */
export const daysOfForecast = 7;

/**
 * Quantiles of Student's t distribution at 0.9, for 6 to 30 degrees of freedom: 80 % lie between it and
 * its negative.
 */
const studentT = [
  1.4398, 1.4149, 1.3968, 1.383, 1.3722, 1.3634, 1.3562, 1.3502, 1.345, 1.3406,
  1.3368, 1.3334, 1.3304, 1.3277, 1.3253, 1.3232, 1.3212, 1.3195, 1.3178,
  1.3163, 1.315, 1.3137, 1.3125, 1.3114, 1.3104,
];

/**
 * In which range the month will end, with a probability of 80 % if the days to come spread as those so
 * far did: the prediction interval for the sum of `m` further observations out of the spread of `n`,
 * `forecast ± t(0.9, n − 1) · s · √(m + m²/n)` (Hahn and Meeker, Statistical Intervals, "prediction interval to
 * contain the mean of m future observations", times m).
 *
 * It knows neither weekdays nor trends: weekends make it wider, a price that changes tomorrow does not.
 *
 * @param options.days - the amount of each observed day of the month, zeros as well; without what
 *   covers the month to its end, which is not uncertain
 * @param options.forecast - of the whole month
 * @param options.spent - what the month has cost so far
 * @param options.daysInMonth - of that month
 * @returns null in the first six days, where a spread says nothing
 */
export function forecastRange(options: {
  days: readonly Amount[];
  forecast: Amount;
  spent: Amount;
  daysInMonth: number;
}): CostFact['forecastRange'] {
  const { days, forecast, spent } = options;
  const observed = days.length;
  const quantile = studentT[observed - daysOfForecast];
  if (quantile === undefined) {
    return null;
  }
  const numbers = days.map(toNumber);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / observed;
  const variance =
    numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) /
    (observed - 1);
  const left = Math.max(0, options.daysInMonth - observed);
  const spread =
    quantile * Math.sqrt(variance) * Math.sqrt(left + left ** 2 / observed);
  const middle = toNumber(forecast);
  const low = middle - spread;
  // Where no day ever gave money back, what is spent stays spent.
  const floor = days.every(day => day >= 0n) ? toNumber(spent) : -Infinity;
  return {
    low: cents(Math.max(low, floor)),
    high: cents(middle + spread),
  };
}

function cents(number: number): number {
  return Math.round(number * 100) / 100 + 0;
}
