import { Environment } from '@marcbachmann/cel-js';
import { keyOf } from './setFunctions';

type Comparable = string | number | bigint | boolean | Date;

function readComparable(value: unknown): Comparable {
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    value instanceof Date
  ) {
    return value;
  }
  throw new Error('only texts, numbers, booleans and times can be compared');
}

function isInOrder(left: unknown, right: unknown): boolean {
  const [a, b] = [readComparable(left), readComparable(right)];
  const isNumber = (value: Comparable) =>
    typeof value === 'number' || typeof value === 'bigint';
  if (typeof a !== typeof b && !(isNumber(a) && isNumber(b))) {
    throw new Error('the items of the list are not of one type');
  }
  return a <= b;
}

function pick(list: unknown[], isBetter: (a: unknown, b: unknown) => boolean) {
  if (list.length === 0) {
    throw new Error('min() and max() need a list with at least one item');
  }
  return list
    .map(readComparable)
    .reduce((best, item) => (isBetter(item, best) ? item : best));
}

function sum(list: unknown[]): unknown {
  if (list.every((item): item is bigint => typeof item === 'bigint')) {
    return list.reduce((total, item) => total + item, 0n);
  }
  if (list.every((item): item is number => typeof item === 'number')) {
    return list.reduce((total, item) => total + item, 0);
  }
  throw new Error('sum() needs a list of numbers of one type');
}

function isSame(left: unknown, right: unknown): boolean {
  // Ints and doubles of the same value are equal in CEL.
  return (
    left === right ||
    ((typeof left === 'bigint' || typeof left === 'number') &&
      (typeof right === 'bigint' || typeof right === 'number') &&
      Number(left) === Number(right))
  );
}

/** Items of one list that a run builds. */
const maxItems = 10_000;

function distinct(list: unknown[]): unknown[] {
  const keys = new Set<string>();
  return list.filter(item => {
    const key = keyOf(item);
    return keys.has(key) ? false : keys.add(key);
  });
}

function flatten(list: unknown[], depth: bigint): unknown[] {
  if (depth < 0n) {
    throw new Error('flatten(): the depth is negative');
  }
  const flat = list.flat(Math.min(Number(depth), 10));
  if (flat.length > maxItems) {
    throw new Error(`the list has more than ${maxItems} items`);
  }
  return flat;
}

function slice(list: unknown[], from: bigint, to: bigint): unknown[] {
  if (from < 0n || to < from || to > BigInt(list.length)) {
    throw new Error('slice(): the indices are outside of the list');
  }
  return list.slice(Number(from), Number(to));
}

function sort(list: unknown[]): unknown[] {
  return [...list].sort((a, b) => {
    const before = isInOrder(a, b);
    if (before && isInOrder(b, a)) {
      return 0;
    }
    return before ? -1 : 1;
  });
}

/**
 * The list functions of Kubernetes: `isSorted`, `sum`, `min`, `max`, `indexOf`
 * and `lastIndexOf` over lists of scalars, and of those that CEL adds
 * `distinct`, `flatten`, `reverse`, `slice` and `sort`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Lists
 */
export function registerListFunctions(environment: Environment): void {
  const sync = { async: false };
  environment.registerFunction(
    'list.isSorted(): bool',
    (list: unknown[]) =>
      list.every((item, i) => i === 0 || isInOrder(list[i - 1], item)),
    sync,
  );
  environment.registerFunction('list.sum(): dyn', sum, sync);
  environment.registerFunction(
    'list.min(): dyn',
    (list: unknown[]) => pick(list, (a, b) => isInOrder(a, b)),
    sync,
  );
  environment.registerFunction(
    'list.max(): dyn',
    (list: unknown[]) => pick(list, (a, b) => isInOrder(b, a)),
    sync,
  );
  environment.registerFunction(
    'list.indexOf(dyn): int',
    (list: unknown[], item: unknown) =>
      BigInt(list.findIndex(other => isSame(other, item))),
    sync,
  );
  environment.registerFunction(
    'list.lastIndexOf(dyn): int',
    (list: unknown[], item: unknown) =>
      BigInt(list.findLastIndex(other => isSame(other, item))),
    sync,
  );
  environment.registerFunction('list.distinct(): list', distinct, sync);
  environment.registerFunction(
    'list.flatten(): list',
    (list: unknown[]) => flatten(list, 1n),
    sync,
  );
  environment.registerFunction('list.flatten(int): list', flatten, sync);
  environment.registerFunction(
    'list.reverse(): list',
    (list: unknown[]) => [...list].reverse(),
    sync,
  );
  environment.registerFunction('list.slice(int, int): list', slice, sync);
  environment.registerFunction('list.sort(): list', sort, sync);
}
