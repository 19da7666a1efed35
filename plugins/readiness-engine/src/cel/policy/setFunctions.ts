import { Environment } from '@marcbachmann/cel-js';

/** The receiver of `sets.contains(…)`. */
class SetNamespace {}

/** Ints and doubles of the same value are equal in CEL. */
function withoutInts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** What two JSON values have in common if they are equal to CEL, keys in the same order. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, withoutInts);
}

function toKeys(list: unknown[]): Set<string> {
  return new Set(list.map(keyOf));
}

function contains(list: unknown[], sublist: unknown[]): boolean {
  const keys = toKeys(list);
  return [...toKeys(sublist)].every(key => keys.has(key));
}

/**
 * The functions `sets.contains`, `sets.equivalent` and `sets.intersects` over
 * lists of JSON values.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Sets
 */
export function registerSetFunctions(environment: Environment): void {
  const sync = { async: false };
  environment.registerType('SetNamespace', { ctor: SetNamespace, fields: {} });
  environment.registerConstant('sets', 'SetNamespace', new SetNamespace());
  environment.registerFunction(
    'SetNamespace.contains(list, list): bool',
    (_: SetNamespace, list: unknown[], sublist: unknown[]) =>
      contains(list, sublist),
    sync,
  );
  environment.registerFunction(
    'SetNamespace.equivalent(list, list): bool',
    (_: SetNamespace, left: unknown[], right: unknown[]) =>
      contains(left, right) && contains(right, left),
    sync,
  );
  environment.registerFunction(
    'SetNamespace.intersects(list, list): bool',
    (_: SetNamespace, left: unknown[], right: unknown[]) => {
      const keys = toKeys(left);
      return [...toKeys(right)].some(key => keys.has(key));
    },
    sync,
  );
}
