/**
 * Functions of recipes on lists, beside those of checks: answers come in any order and
 * name things more than once, and a fact must not.
 */
import { Environment } from '@marcbachmann/cel-js';

const maxItems = 10_000;

function requireBounded(list: unknown[], name: string) {
  if (list.length > maxItems) {
    throw new Error(`${name}() takes a list of at most ${maxItems} items`);
  }
}

/** A key by which simple values are equal as CEL has it: 1 and 1.0 are one. */
function keyOf(value: unknown, name: string): string {
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'number':
    case 'bigint':
      return `n${String(Number(value))}`;
    case 'boolean':
      return `b${String(value)}`;
    default:
      if (value === null) {
        return 'null';
      }
      throw new Error(`${name}() takes texts, numbers, bools and null`);
  }
}

function distinct(list: unknown[]): unknown[] {
  requireBounded(list, 'distinct');
  const seen = new Map<string, unknown>();
  for (const item of list) {
    const key = keyOf(item, 'distinct');
    if (!seen.has(key)) {
      seen.set(key, item);
    }
  }
  return [...seen.values()];
}

/** Null and what is missing first, then numbers and times, then texts by code points. */
function compare(a: unknown, b: unknown): number {
  const rank = (value: unknown) => {
    if (
      typeof value === 'number' ||
      typeof value === 'bigint' ||
      value instanceof Date
    ) {
      return 1;
    }
    return typeof value === 'string' ? 2 : 0;
  };
  const [left, right] = [rank(a), rank(b)];
  if (left !== right) {
    return left - right;
  }
  if (left === 1) {
    return Number(a) - Number(b);
  }
  const [one, other] = [String(a), String(b)];
  if (left === 0 || one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

function sort(list: unknown[]): unknown[] {
  requireBounded(list, 'sort');
  list.forEach(item => keyOf(item, 'sort'));
  return [...list].sort(compare);
}

function readProperty(item: unknown, name: string): unknown {
  if (item instanceof Map) {
    return item.get(name);
  }
  return typeof item === 'object' && item !== null && Object.hasOwn(item, name)
    ? (item as Record<string, unknown>)[name]
    : undefined;
}

function sortBy(list: unknown[], name: string): unknown[] {
  requireBounded(list, 'sortBy');
  return [...list].sort((a, b) =>
    compare(readProperty(a, name), readProperty(b, name)),
  );
}

function reverse(list: unknown[]): unknown[] {
  requireBounded(list, 'reverse');
  return [...list].reverse();
}

/** The items of the lists in a list, one level down. */
function flatten(list: unknown[]): unknown[] {
  const items = list.flatMap(item => {
    if (!Array.isArray(item)) {
      throw new Error('flatten() takes a list of lists');
    }
    return item as unknown[];
  });
  requireBounded(items, 'flatten');
  return items;
}

function first(list: unknown[], count: bigint): unknown[] {
  return list.slice(0, Math.max(0, Math.min(Number(count), maxItems)));
}

/** The first item; null where there is none. */
function firstItem(list: unknown[]): unknown {
  return list.length === 0 ? null : list[0];
}

/** Makes the functions known to an environment. */
export function registerRecipeFunctions(environment: Environment): void {
  const options = { async: false };
  environment.registerFunction('list.distinct(): list', distinct, options);
  environment.registerFunction('list.sort(): list', sort, options);
  environment.registerFunction('list.sortBy(string): list', sortBy, options);
  environment.registerFunction('list.reverse(): list', reverse, options);
  environment.registerFunction('list.flatten(): list', flatten, options);
  environment.registerFunction('list.first(): dyn', firstItem, options);
  environment.registerFunction('list.first(int): list', first, options);
}
