import { CostFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Amount, roundToCents, scaleAmount } from '../amounts';
import { daysOfForecast, forecastRange } from './forecastRange';
import {
  dayMs,
  dayOf,
  daysInMonth,
  monthName,
  monthOf,
  startOfMonth,
} from './months';
import { ObservedPeriod } from './ObservedPeriod';
import { Spend, SpendSum } from './SpendSums';
import { percentOf, weekOverWeek } from './weekOverWeek';

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
 * - `forecastRange`, `weekOverWeek`: see there; null where nothing is attributed.
 *
 * Charges older than twelve months before the month do not count.
 *
 * @param spend - what is attributed to the entity; empty where nothing is
 * @param options.currencies - all currencies of the data; the only one stands in facts without spend
 * @param options.hasDays - whether amounts of days are there; without them there is no range and no week
 * @returns the fact, or the currencies, sorted, where there are several: they cannot be added up
 */
export function costFact(
  spend: Spend,
  period: ObservedPeriod,
  options: { currencies: ReadonlySet<string>; hasDays: boolean },
): CostFact | string[] {
  const { currencies, hasDays } = options;
  const counted = [...spend.sums.values()].filter(
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
  const daily = spend.days.get(own[0] ?? '') ?? new Map<number, Amount>();
  const firstDayOfMonth = dayOf(startOfMonth(period.month));

  return {
    attributed: counted.length > 0,
    currency: own[0] ?? (currencies.size === 1 ? [...currencies][0] : ''),
    month: monthName(period.month),
    monthToDate: roundToCents(amount),
    forecast: roundToCents(forecast),
    forecastRange:
      counted.length && hasDays
        ? forecastRange({
            days: Array.from(
              { length: period.daysObserved },
              (_, day) => daily.get(firstDayOfMonth + day) ?? 0n,
            ),
            forecast,
            spent: amount,
            daysInMonth: daysInMonth(period.month),
          })
        : null,
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
    weekOverWeek:
      counted.length && hasDays
        ? weekOverWeek({
            days: daily,
            newestDay: dayOf(period.asOf),
            firstDay: firstDayOf(counted, daily),
          })
        : null,
  };
}

/** The first day of which an entity has a charge, as far back as days are kept. */
function firstDayOf(
  counted: readonly SpendSum[],
  daily: ReadonlyMap<number, Amount>,
): number | undefined {
  const days = [...daily.keys()];
  if (!days.length) {
    return undefined;
  }
  const first = Math.min(...days);
  // What was charged in a month before is older than all days of this one.
  const months = counted.map(sum => startOfMonth(sum.month));
  const firstMonth = dayOf(Math.min(...months));
  return dayOf(startOfMonth(monthOf(first * dayMs))) > firstMonth
    ? firstMonth
    : first;
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
        percent: percentOf(to.amount - from.amount, from.amount),
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
