import { CostFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Amount, roundToCents, scaleAmount } from '../amounts';
import { ObservedPeriod } from './ObservedPeriod';
import { daysInMonth, monthName, SpendSum, SpendSums } from './SpendAggregate';

/** From this day of a month on its forecast is worth a comparison. */
const daysOfForecast = 7;

/**
 * The fact of one entity.
 *
 * - `monthToDate`: the charges of the month of the newest charge in the data.
 * - `forecast`: `w + (monthToDate - w) / daysObserved * days in the month`, where `w` are charges
 *   that already cover the month to its end (a monthly fee). So usage is projected evenly and
 *   a fee counts once.
 * - `months`: complete months from the entity's first charge on; one without a charge is 0.
 * - `threeMonthMean`: mean of the last three of them, or of as many as there are.
 * - `growth`: from the last complete month to the forecast of the month, or between the last two
 *   complete months while the month is younger than seven days and its forecast says little.
 *
 * Charges older than twelve months before the month do not count.
 *
 * @param spend - what is attributed to the entity; empty where nothing is
 * @param currencies - all currencies of the data; the only one stands in facts without spend
 * @returns the fact, or the currencies, sorted, where there are several: they cannot be added up
 */
export function costFact(
  spend: SpendSums,
  period: ObservedPeriod,
  currencies: ReadonlySet<string>,
): CostFact | string[] {
  const counted = [...spend.values()].filter(
    sum => sum.month <= period.month && sum.month >= period.month - 12,
  );
  const own = [...new Set(counted.map(sum => sum.currency))].sort();
  if (own.length > 1) {
    return own;
  }
  const byMonth = new Map<number, SpendSum>(
    counted.map(sum => [sum.month, sum]),
  );
  const current = byMonth.get(period.month);
  const amount = current?.amount ?? 0n;
  const wholeMonth = current?.wholeMonth ?? 0n;
  const firstMonth = Math.min(...byMonth.keys());
  const months = period.completeMonths
    .filter(month => month >= firstMonth)
    .map(month => ({ month, amount: byMonth.get(month)?.amount ?? 0n }));

  const forecast =
    wholeMonth +
    scaleAmount(
      amount - wholeMonth,
      daysInMonth(period.month),
      period.daysObserved,
    );

  return {
    attributed: counted.length > 0,
    currency: own[0] ?? (currencies.size === 1 ? [...currencies][0] : ''),
    month: monthName(period.month),
    monthToDate: roundToCents(amount),
    forecast: roundToCents(forecast),
    daysObserved: period.daysObserved,
    months: months.map(sum => ({
      month: monthName(sum.month),
      amount: roundToCents(sum.amount),
    })),
    threeMonthMean: mean(months.slice(-3).map(sum => sum.amount)),
    growth: growth(
      period.daysObserved < daysOfForecast
        ? months
        : [...months, { month: period.month, amount: forecast }],
    ),
  };
}

/**
 * Compares the last two months, but never with the first one: an entity seldom begins on the first
 * day of a month, and its second month would always look like growth.
 */
function growth(
  months: Array<{ month: number; amount: Amount }>,
): CostFact['growth'] {
  const [from, to] = months.slice(1).slice(-2);
  return to
    ? {
        from: monthName(from.month),
        to: monthName(to.month),
        amount: roundToCents(to.amount - from.amount),
        percent:
          from.amount > 0n
            ? Number(((to.amount - from.amount) * 1_000n) / from.amount) / 10
            : null,
      }
    : null;
}

function mean(amounts: Amount[]): number | null {
  return amounts.length
    ? roundToCents(
        scaleAmount(
          amounts.reduce((sum, amount) => sum + amount, 0n),
          1,
          amounts.length,
        ),
      )
    : null;
}
