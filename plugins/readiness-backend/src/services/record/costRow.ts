import { CostFact } from '@team-readiness/backstage-plugin-readiness-common';
import { BriefFact } from '../../database/operations/record';
import { BriefValue } from './BriefValue';
import { BriefMetric, toRow } from './toRow';

/** Complete months that a fact holds at most. */
const monthsHeld = 12;

/**
 * The spend of two quarters, where the facts hold every month of both: those that they list, and, as nothing,
 * those before the first charge of one entity where another one has a charge. Null where one month is not
 * known (before the first charge of all, nobody knows whether there was no spend or no data), where nothing
 * is attributed, or where the facts are in several currencies.
 *
 * @param facts - of the collector `cost`
 * @param months - of the two quarters, `YYYY-MM`
 */
export function toCostRow(
  facts: readonly BriefFact[],
  months: { before: readonly string[]; after: readonly string[] },
): BriefMetric | null {
  const costs = facts
    .map(({ thing }) => JSON.parse(thing) as CostFact)
    .filter(({ attributed }) => attributed);
  const currencies = new Set(costs.map(({ currency }) => currency));
  if (currencies.size !== 1) {
    return null;
  }
  const since = costs.map(firstMonth).sort()[0];
  const [before, after] = [months.before, months.after].map(list =>
    list.every(month => month >= since) ? sumMonths(costs, list) : null,
  );
  if (before === null || after === null) {
    return null;
  }
  const [currency] = currencies;
  return toRow({
    id: 'spend',
    title: 'Spend',
    unit: currency,
    better: 'lower',
    kind: 'amount',
    before,
    after,
  });
}

function sumMonths(
  costs: readonly CostFact[],
  months: readonly string[],
): BriefValue | null {
  let cents = 0;
  for (const cost of costs) {
    for (const month of months) {
      const amount = amountOf(cost, month);
      if (amount === null) {
        return null;
      }
      cents += Math.round(amount * 100);
    }
  }
  return { value: cents / 100, samples: costs.length, lack: null };
}

function amountOf(cost: CostFact, month: string): number | null {
  const known = cost.months.find(it => it.month === month);
  if (known) {
    return known.amount;
  }
  return month < firstMonth(cost) && cost.months.length < monthsHeld ? 0 : null;
}

/** The month of the newest charge is not complete, so that it is in no list. */
function firstMonth(cost: CostFact): string {
  return cost.months[0]?.month ?? cost.month;
}
