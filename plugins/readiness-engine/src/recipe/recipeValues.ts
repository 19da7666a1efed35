/**
 * From values of CEL to JSON, and to parts of an address.
 *
 * Numbers of JSON are doubles in CEL; ints (`size(…)`, literals) become numbers again, times
 * ISO texts in UTC. What JSON cannot hold is refused rather than dropped.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { boundedJson, factBounds, isPlainObject } from '../catalog/boundedJson';

/** What a value is, where JSON has no place for it. */
class NoJson extends Error {}

const maxDepth = 30;

function convert(value: unknown, depth: number): JsonValue {
  if (depth > maxDepth) {
    throw new NoJson('it is nested too deeply');
  }
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) {
        throw new NoJson('it holds a number that is not finite');
      }
      return value;
    case 'bigint':
      if (
        value > BigInt(Number.MAX_SAFE_INTEGER) ||
        value < BigInt(Number.MIN_SAFE_INTEGER)
      ) {
        throw new NoJson('it holds a number that is too large');
      }
      return Number(value);
    default:
  }
  if (value === null) {
    return null;
  }
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    return value.toISOString();
  }
  if (Array.isArray(value)) {
    return value.map(item => convert(item, depth + 1));
  }
  if (value instanceof Map) {
    return convertEntries([...value.entries()], depth);
  }
  const prototype = isPlainObject(value) ? Object.getPrototypeOf(value) : 0;
  if (prototype === Object.prototype || prototype === null) {
    return convertEntries(Object.entries(value as object), depth);
  }
  throw new NoJson('it holds what is no text, number, bool, list or map');
}

function convertEntries(
  entries: Array<[unknown, unknown]>,
  depth: number,
): JsonObject {
  const object: JsonObject = {};
  for (const [key, item] of entries) {
    const name = String(key);
    if (name === '__proto__') {
      throw new NoJson('it holds a key that is not allowed');
    }
    object[name] = convert(item, depth + 1);
  }
  return object;
}

/**
 * Makes JSON within the bounds of facts of a value of CEL.
 *
 * @returns the JSON, or why it is none in a part of a sentence
 */
export function toRecipeJson(
  value: unknown,
): { value: JsonValue } | { problem: string } {
  try {
    const bounded = boundedJson(convert(value, 0), factBounds);
    return bounded.complete && bounded.value !== undefined
      ? { value: bounded.value }
      : {
          problem:
            'it is larger than a fact may be, or holds text that cannot be stored',
        };
  } catch (error) {
    if (error instanceof NoJson) {
      return { problem: error.message };
    }
    throw error;
  }
}

/**
 * A value as a part of an address, not yet encoded.
 *
 * @returns the text, or null for what is no text, number, bool or time, or is empty
 */
export function toUrlText(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Number.isFinite(Number(value)) ? String(value) : null;
  }
  if (typeof value === 'boolean') {
    return String(value);
  }
  return value instanceof Date && !Number.isNaN(value.getTime())
    ? value.toISOString()
    : null;
}
