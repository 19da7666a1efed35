/** Powers of ten by suffix. */
const decimalSuffixes: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Powers of 1,024 by suffix. */
const binarySuffixes: Record<string, number> = {
  Ki: 1,
  Mi: 2,
  Gi: 3,
  Ti: 4,
  Pi: 5,
  Ei: 6,
};

const quantityPattern =
  /^([+-]?)(\d{1,30})?(?:\.(\d{0,30}))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,2})?$/;

/** The smallest part that a quantity keeps: a billionth. */
const nano = 1_000_000_000n;

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function scale(digits: bigint, decimals: number, suffix: string): bigint {
  const binary = binarySuffixes[suffix];
  if (binary !== undefined) {
    return divideUp(
      digits * nano * 1024n ** BigInt(binary),
      10n ** BigInt(decimals),
    );
  }
  const power = decimalSuffixes[suffix] ?? Number(suffix.slice(1));
  const exponent = power + 9 - decimals;
  return exponent >= 0
    ? digits * 10n ** BigInt(exponent)
    : divideUp(digits, 10n ** BigInt(-exponent));
}

/**
 * An amount as Kubernetes writes it, e.g. `500m`, `1.5Gi` or `1e3`; kept in
 * billionths, anything smaller is rounded up, as Kubernetes does.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Quantity {
  private constructor(readonly billionths: bigint) {}

  /** @returns null for a text that is not a quantity */
  static parse(text: string): Quantity | null {
    const match = quantityPattern.exec(text);
    if (!match || (match[2] === undefined && !match[3])) {
      return null;
    }
    const [, sign, whole = '', fraction = '', suffix = ''] = match;
    const amount = scale(BigInt(whole + fraction), fraction.length, suffix);
    return new Quantity(sign === '-' ? -amount : amount);
  }

  static of(billionths: bigint): Quantity {
    return new Quantity(billionths);
  }

  /** A whole number? */
  isInteger(): boolean {
    return this.billionths % nano === 0n;
  }

  /** @throws Error where it is not a whole number */
  asInteger(): bigint {
    if (!this.isInteger()) {
      throw new Error('the quantity is not a whole number');
    }
    return this.billionths / nano;
  }

  asNumber(): number {
    return Number(this.billionths) / Number(nano);
  }

  /** -1, 0 or 1. */
  compare(other: Quantity): bigint {
    if (this.billionths === other.billionths) {
      return 0n;
    }
    return this.billionths < other.billionths ? -1n : 1n;
  }
}

/** Converts whole numbers to a quantity. */
export function quantityOf(whole: bigint): Quantity {
  return Quantity.of(whole * nano);
}
