import { Amount } from '../amounts';
import { NamingColumn } from './FocusColumns';
import { Tags } from './parseTags';

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
  /** What the columns that were asked for say, in that order; empty ones are left out. */
  names: readonly string[];
  /** SubAccountId as written; undefined where it is empty or not asked for. */
  account: string | undefined;
  /**
   * Taxes, credits and adjustments cannot be tagged; usage, purchases and whatever else there is can.
   * Without a ChargeCategory everything can.
   */
  taggable: boolean;
}

/**
 * The fields of a row, whatever the format of its file is.
 *
 * Each method returns undefined where the field is there and cannot be read, and null where it is
 * empty, `NULL` or not in the file.
 */
export interface ChargeFields {
  text(
    column: 'BillingCurrency' | 'ChargeCategory' | NamingColumn,
  ): string | null;
  /** Milliseconds since 1970. */
  time(
    column: 'ChargePeriodStart' | 'ChargePeriodEnd',
  ): number | null | undefined;
  amount(column: 'EffectiveCost' | 'BilledCost'): Amount | null | undefined;
  tags(column: 'Tags' | 'AllocatedTags'): Tags | null | undefined;
  /** The field as it may be shown in a message: in quotes, short and printable. */
  shown(column: ShownColumn): string;
}

/** Columns whose text may be part of a message. */
export type ShownColumn =
  | 'BillingCurrency'
  | 'ChargePeriodStart'
  | 'ChargePeriodEnd'
  | 'EffectiveCost'
  | 'BilledCost';

const untaggable = new Set(['tax', 'credit', 'adjustment']);
const maxNameLength = 300;

/** A field as it may be shown in a message. */
export function quoted(field: string): string {
  const short = field.length > 40 ? `${field.slice(0, 40)}…` : field;
  return `'${short.replace(/[^\P{C}]/gu, '?')}'`;
}

/**
 * Reads a row. The cost is EffectiveCost; where that is empty or not in the file, BilledCost. An
 * EffectiveCost of 0 is 0: so reads a purchase whose cost is spread over the usage that it covers.
 *
 * @param options.columns - those that may name an entity
 * @param options.accounts - whether the sub-account is wanted
 * @returns the charge, or one sentence that says what is wrong
 */
export function readCharge(
  fields: ChargeFields,
  options: { columns: readonly NamingColumn[]; accounts: boolean },
): Charge | string {
  const start = fields.time('ChargePeriodStart') ?? undefined;
  if (start === undefined) {
    return `ChargePeriodStart is ${fields.shown(
      'ChargePeriodStart',
    )}; expected is an ISO 8601 date or time.`;
  }
  const end = fields.time('ChargePeriodEnd') ?? undefined;
  if (end === undefined || end < start) {
    return `ChargePeriodEnd is ${fields.shown(
      'ChargePeriodEnd',
    )}; expected is an ISO 8601 date or time that is not before ChargePeriodStart.`;
  }
  const currency = (fields.text('BillingCurrency') ?? '').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    return `BillingCurrency is ${fields.shown(
      'BillingCurrency',
    )}; expected is an ISO 4217 code of three letters.`;
  }
  for (const column of ['EffectiveCost', 'BilledCost'] as const) {
    const amount = fields.amount(column);
    if (amount === undefined) {
      return `${column} is ${fields.shown(
        column,
      )}; expected is a decimal number with a point.`;
    }
    if (amount !== null) {
      return {
        start,
        end,
        currency,
        amount,
        tags: allTags(fields),
        names: options.columns
          .map(name => fields.text(name) ?? '')
          .filter(name => name && name.length <= maxNameLength),
        account: options.accounts
          ? fields.text('SubAccountId') ?? undefined
          : undefined,
        taggable: !(
          options.accounts &&
          untaggable.has((fields.text('ChargeCategory') ?? '').toLowerCase())
        ),
      };
    }
  }
  return 'The row has no cost: EffectiveCost and BilledCost are empty.';
}

/**
 * Tags and AllocatedTags. Where both have a key, the allocated one counts: it is of the part that was
 * used, e.g. a pod, and the other of what it ran on.
 */
function allTags(fields: ChargeFields): Tags | undefined {
  const tags = fields.tags('Tags');
  const allocated = fields.tags('AllocatedTags');
  if (tags === undefined || allocated === undefined) {
    return undefined;
  }
  return allocated?.size
    ? new Map([...(tags ?? []), ...allocated])
    : tags ?? new Map();
}
