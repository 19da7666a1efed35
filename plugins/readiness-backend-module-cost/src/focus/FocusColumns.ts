import { InputError } from '@backstage/errors';

/**
 * Where the columns that we read stand in a file, as 0-based indexes.
 *
 * They exist under these names in FOCUS 1.0, 1.1, 1.2 and 1.3
 * (https://focus.finops.org/focus-specification). All others are ignored.
 */
export interface FocusColumns {
  /** How many columns the header has. */
  count: number;
  chargePeriodStart: number;
  chargePeriodEnd: number;
  billingCurrency: number;
  tags: number;
  /** At least one of the two is there. */
  effectiveCost: number | undefined;
  billedCost: number | undefined;
}

/**
 * Finds the columns in a header. Case and spaces around a name do not matter.
 *
 * @param header - the fields of row 1
 * @param file - named in errors
 * @throws InputError if a column is missing or given twice
 */
export function readFocusColumns(header: string[], file: string): FocusColumns {
  const names = header.map(name => name.trim().toLowerCase());
  const optional = (name: string) => {
    const index = names.indexOf(name.toLowerCase());
    if (index >= 0 && names.indexOf(name.toLowerCase(), index + 1) >= 0) {
      throw new InputError(
        `The FOCUS file '${file}' has the column ${name} twice.`,
      );
    }
    return index < 0 ? undefined : index;
  };
  const required = (name: string) => {
    const index = optional(name);
    if (index === undefined) {
      throw new InputError(
        `The FOCUS file '${file}' has no column ${name}. Expected is a comma-separated file in UTF-8 whose first row names the columns of FOCUS 1.0 to 1.3.`,
      );
    }
    return index;
  };
  const effectiveCost = optional('EffectiveCost');
  const billedCost = optional('BilledCost');
  return {
    count: header.length,
    chargePeriodStart: required('ChargePeriodStart'),
    chargePeriodEnd: required('ChargePeriodEnd'),
    billingCurrency: required('BillingCurrency'),
    tags: required('Tags'),
    effectiveCost:
      effectiveCost === undefined && billedCost === undefined
        ? required('EffectiveCost')
        : effectiveCost,
    billedCost,
  };
}
