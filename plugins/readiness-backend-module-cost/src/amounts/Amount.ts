/**
 * Money as exact decimals.
 *
 * FOCUS files give costs with many decimals (11 and more in files that providers
 * publish), and a month is the sum of millions of them. Floating point would drift;
 * so an amount is a whole number of 10^-18 currency units in a bigint. Sums are exact
 * and equal what a database returns for a decimal column.
 */

/**
 * A number of 10^-18 currency units. Negative for credits and corrections.
 */
export type Amount = bigint;

/** Decimals that an {@link Amount} holds. More are rounded, half away from zero. */
export const amountDecimals = 18;

/** An amount has fewer digits than this before its decimal point. */
const maxWholeDigits = 16;

const unit = 10n ** BigInt(amountDecimals);
const centUnits = unit / 100n;

// FOCUS "Numeric format": digits, one point, an optional minus and E notation.
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a number as FOCUS writes it, e.g. `-0.00001605990` or `1.6E-5`.
 *
 * @param text - at most 100 characters
 * @returns the amount, or undefined where the text is no number or is too large
 */
export function parseAmount(text: string): Amount | undefined {
  if (text.length > 100) {
    return undefined;
  }
  const match = pattern.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  if (!whole && !fraction) {
    return undefined;
  }
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '');
  // How far the digits must move so that the last one stands for 10^-18.
  const shift = amountDecimals - fraction.length + Number(exponent);
  if (
    digits !== '0' &&
    digits.length + shift > maxWholeDigits + amountDecimals
  ) {
    return undefined;
  }
  const magnitude =
    digits === '0' || shift < -digits.length
      ? 0n
      : scaled(BigInt(digits), shift);
  return sign === '-' ? -magnitude : magnitude;
}

function scaled(digits: bigint, shift: number): bigint {
  return shift >= 0
    ? digits * 10n ** BigInt(shift)
    : divideRounded(digits, 10n ** BigInt(-shift));
}

/**
 * Divides whole numbers and rounds half away from zero, as SQL's `round` does on decimals.
 *
 * @param divisor - more than zero
 */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n + (divisor % 2n);
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient =
    magnitude / divisor + (magnitude % divisor >= half ? 1n : 0n);
  return dividend < 0n ? -quotient : quotient;
}

/**
 * Rounds to cents, half away from zero.
 *
 * @returns currency units with at most two decimals
 */
export function roundToCents(amount: Amount): number {
  // `+ 0` turns a negative zero into zero.
  return Number(divideRounded(amount, centUnits)) / 100 + 0;
}

/**
 * `amount * numerator / denominator`, rounded once at the 18th decimal.
 *
 * @param numerator - whole, zero or more
 * @param denominator - whole, more than zero
 */
export function scaleAmount(
  amount: Amount,
  numerator: number,
  denominator: number,
): Amount {
  return divideRounded(amount * BigInt(numerator), BigInt(denominator));
}

/**
 * A decimal as databases and Parquet hold it: a whole number and where its point stands.
 *
 * @param unscaled - e.g. 12345
 * @param scale - decimals, e.g. 2 for 123.45; zero or more
 * @returns the amount, or undefined where it is too large
 */
export function amountOf(unscaled: bigint, scale: number): Amount | undefined {
  const amount = scaled(unscaled, amountDecimals - scale);
  const magnitude = amount < 0n ? -amount : amount;
  return magnitude < 10n ** BigInt(maxWholeDigits + amountDecimals)
    ? amount
    : undefined;
}

/**
 * `amount * rate`, rounded once at the 18th decimal.
 *
 * @param rate - e.g. what one unit of a currency is in another
 */
export function convertAmount(amount: Amount, rate: Amount): Amount {
  return divideRounded(amount * rate, unit);
}

/** The nearest number, for statistics; sums are made of amounts. */
export function toNumber(amount: Amount): number {
  return Number(amount) / Number(unit);
}
