import { Environment } from '@marcbachmann/cel-js';
import { Quantity, quantityOf } from './Quantity';

function parse(text: string): Quantity {
  const quantity = Quantity.parse(text);
  if (!quantity) {
    throw new Error('quantity(): the text is not a quantity');
  }
  return quantity;
}

/**
 * The quantity functions of Kubernetes: `quantity`, `isQuantity`, `isInteger`,
 * `asInteger`, `asApproximateFloat`, `sign`, `add`, `sub`, `compareTo`,
 * `isLessThan`, `isGreaterThan` and `==`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
 */
export function registerQuantityFunctions(environment: Environment): void {
  const sync = { async: false };
  environment.registerType('Quantity', { ctor: Quantity, fields: {} });
  environment.registerOperator(
    'Quantity == Quantity',
    (a: Quantity, b: Quantity) => a.billionths === b.billionths,
  );
  const register = (
    signature: string,
    handler: (...values: never[]) => unknown,
  ) => environment.registerFunction(signature, handler, sync);
  register('quantity(string): Quantity', parse);
  // A manifest may say `cpu: 1`; an API server has made a text of it by the
  // time that it evaluates a policy.
  register('quantity(int): Quantity', quantityOf);
  register('quantity(double): Quantity', (value: number) =>
    parse(String(value)),
  );
  register('isQuantity(int): bool', () => true);
  register('isQuantity(double): bool', () => true);
  register(
    'isQuantity(string): bool',
    (text: string) => Quantity.parse(text) !== null,
  );
  register('Quantity.isInteger(): bool', (q: Quantity) => q.isInteger());
  register('Quantity.asInteger(): int', (q: Quantity) => q.asInteger());
  register('Quantity.asApproximateFloat(): double', (q: Quantity) =>
    q.asNumber(),
  );
  register('Quantity.sign(): int', (q: Quantity) => q.compare(quantityOf(0n)));
  register('Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) =>
    Quantity.of(a.billionths + b.billionths),
  );
  register('Quantity.add(int): Quantity', (a: Quantity, b: bigint) =>
    Quantity.of(a.billionths + quantityOf(b).billionths),
  );
  register('Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) =>
    Quantity.of(a.billionths - b.billionths),
  );
  register('Quantity.sub(int): Quantity', (a: Quantity, b: bigint) =>
    Quantity.of(a.billionths - quantityOf(b).billionths),
  );
  register('Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) =>
    a.compare(b),
  );
  register(
    'Quantity.isLessThan(Quantity): bool',
    (a: Quantity, b: Quantity) => a.compare(b) < 0n,
  );
  register(
    'Quantity.isGreaterThan(Quantity): bool',
    (a: Quantity, b: Quantity) => a.compare(b) > 0n,
  );
}
