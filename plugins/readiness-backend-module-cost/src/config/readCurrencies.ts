import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseAmount } from '../amounts';
import { CurrencyRate, CurrencyTable, monthOf } from '../attribution';

const key = 'readiness.cost.currencies';

/**
 * Reads the table by which spend in other currencies is converted.
 *
 * @returns undefined where the key is not set
 * @throws InputError that names the key: a currency that is none, a rate that is no number above zero,
 *   a month that is none, or two rates for the same
 */
export function readCurrencies(
  config: RootConfigService,
): CurrencyTable | undefined {
  const table = config.getOptionalConfig(key);
  if (!table) {
    return undefined;
  }
  const to = currency(table, 'to', key);
  const seen = new Set<string>();
  const rates = table.getConfigArray('rates').map((entry, index) => {
    const rate = readRate(entry, `${key}.rates[${index}]`);
    const name = `${rate.from} ${rate.month ?? ''}`;
    if (rate.from === to || seen.has(name)) {
      throw new InputError(
        rate.from === to
          ? `${key}.rates[${index}].from is the same as ${key}.to`
          : `${key}.rates[${index}] is there twice`,
      );
    }
    seen.add(name);
    return rate;
  });
  return new CurrencyTable(to, rates);
}

function readRate(entry: Config, name: string): CurrencyRate {
  const rate = parseAmount(String(entry.getNumber('rate')));
  if (rate === undefined || rate <= 0n) {
    throw new InputError(`${name}.rate must be a number above zero`);
  }
  const month = entry.getOptionalString('month');
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new InputError(`${name}.month must be YYYY-MM`);
  }
  return {
    from: currency(entry, 'from', name),
    rate,
    month: month === undefined ? undefined : monthOf(Date.parse(`${month}-01`)),
  };
}

function currency(config: Config, field: string, name: string): string {
  const code = config.getString(field).trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) {
    throw new InputError(
      `${name}.${field} must be an ISO 4217 code of three letters`,
    );
  }
  return code;
}
