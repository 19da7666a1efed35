import { Amount, parseAmount } from '../amounts';
import { FocusColumns } from './FocusColumns';
import { parseChargeTime } from './parseChargeTime';
import { parseTags, Tags } from './parseTags';

/**
 * One row of a FOCUS file, reduced to what readiness needs.
 */
export interface Charge {
  /** Start of the charge period, milliseconds since 1970. */
  start: number;
  /** End of the charge period, exclusive; never before `start`. */
  end: number;
  /** ISO 4217, upper case. */
  currency: string;
  amount: Amount;
  /** undefined where the Tags cannot be read. */
  tags: Tags | undefined;
}

const isEmpty = (field: string) => !field || field.toUpperCase() === 'NULL';

/** A field as it may be shown in a message: short and printable. */
function quoted(field: string): string {
  const short = field.length > 40 ? `${field.slice(0, 40)}…` : field;
  return `'${short.replace(/[^\P{C}]/gu, '?')}'`;
}

/**
 * Reads a row. The cost is EffectiveCost; where that is empty or not in the file, BilledCost.
 *
 * @param fields - of one row after the header
 * @returns the charge, or one sentence that says what is wrong
 */
export function readCharge(
  fields: string[],
  columns: FocusColumns,
): Charge | string {
  if (fields.length !== columns.count) {
    return `The row has ${fields.length} fields; the header has ${columns.count}.`;
  }
  const field = (index: number) => fields[index].trim();

  const start = parseChargeTime(field(columns.chargePeriodStart));
  if (start === undefined) {
    return `ChargePeriodStart is ${quoted(
      field(columns.chargePeriodStart),
    )}; expected is an ISO 8601 date or time.`;
  }
  const end = parseChargeTime(field(columns.chargePeriodEnd));
  if (end === undefined || end < start) {
    return `ChargePeriodEnd is ${quoted(
      field(columns.chargePeriodEnd),
    )}; expected is an ISO 8601 date or time that is not before ChargePeriodStart.`;
  }
  const currency = field(columns.billingCurrency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    return `BillingCurrency is ${quoted(
      field(columns.billingCurrency),
    )}; expected is an ISO 4217 code of three letters.`;
  }
  const costs = [
    { name: 'EffectiveCost', index: columns.effectiveCost },
    { name: 'BilledCost', index: columns.billedCost },
  ];
  for (const { name, index } of costs) {
    const written = index === undefined ? '' : field(index);
    if (!isEmpty(written)) {
      const amount = parseAmount(written);
      return amount === undefined
        ? `${name} is ${quoted(
            written,
          )}; expected is a decimal number with a point.`
        : {
            start,
            end,
            currency,
            amount,
            tags: parseTags(field(columns.tags)),
          };
    }
  }
  return 'The row has no cost: EffectiveCost and BilledCost are empty.';
}
