/**
 * Makes plain JSON of bounded size out of anything.
 *
 * What comes out is a fresh tree: no `__proto__`, `constructor` or `prototype` keys, no getters,
 * no cycles, no NaN, no text that a database cannot store. Work and size are bounded by the number
 * of nodes and the length of texts, whatever goes in.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { storableText } from './storableText';

/**
 * Bounds; what lies beyond is left out.
 *
 * @public
 */
export interface JsonBounds {
  /** Nested objects and arrays. */
  depth: number;
  /** Values in all, at any depth. */
  nodes: number;
  /** Characters of one text; longer ones are cut. */
  text: number;
}

/**
 * Bounds of the facts of collectors.
 *
 * @public
 */
export const factBounds: JsonBounds = {
  depth: 20,
  nodes: 20_000,
  text: 20_000,
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const maxKeyLength = 300;

/** One copy: counts what it has seen. */
class JsonCopy {
  complete = true;
  #nodes = 0;
  readonly #bounds: JsonBounds;

  constructor(bounds: JsonBounds) {
    this.#bounds = bounds;
  }

  value(from: unknown, depth: number): JsonValue | undefined {
    this.#nodes += 1;
    if (this.#nodes > this.#bounds.nodes) {
      return this.#drop();
    }
    switch (typeof from) {
      case 'string': {
        const text = storableText(from, this.#bounds.text);
        this.complete &&= text === from;
        return text;
      }
      case 'number':
        // JSON knows no negative zero.
        return Number.isFinite(from) ? from + 0 : this.#drop() ?? null;
      case 'boolean':
        return from;
      case 'object':
        break;
      default:
        return this.#drop();
    }
    if (from === null) {
      return null;
    }
    if (depth >= this.#bounds.depth) {
      return this.#drop();
    }
    return Array.isArray(from)
      ? this.#array(from, depth)
      : this.#object(from, depth);
  }

  #array(from: unknown[], depth: number): JsonValue {
    const to: JsonValue[] = [];
    for (const item of from) {
      if (this.#isFull()) {
        break;
      }
      const copied = this.value(item, depth + 1);
      if (copied !== undefined) {
        to.push(copied);
      }
    }
    return to;
  }

  #object(from: object, depth: number): JsonValue {
    const to: JsonObject = {};
    for (const [key, item] of Object.entries(from)) {
      if (this.#isFull()) {
        break;
      }
      if (item === undefined) {
        continue;
      }
      if (forbiddenKeys.has(key) || storableText(key, maxKeyLength) !== key) {
        this.#drop();
        continue;
      }
      const copied = this.value(item, depth + 1);
      if (copied !== undefined) {
        to[key] = copied;
      }
    }
    return to;
  }

  #isFull(): boolean {
    const full = this.#nodes >= this.#bounds.nodes;
    this.complete &&= !full;
    return full;
  }

  #drop(): undefined {
    this.complete = false;
    return undefined;
  }
}

/**
 * Copies a value within bounds.
 *
 * @param value - Anything, also hostile.
 * @param bounds - What is kept.
 * @returns `value`: the copy, undefined where it is no JSON at all; `complete`: nothing was left
 *   out but undefined properties.
 * @public
 */
export function boundedJson(
  value: unknown,
  bounds: JsonBounds,
): { value: JsonValue | undefined; complete: boolean } {
  const copy = new JsonCopy(bounds);
  const copied = copy.value(value, 0);
  return { value: copied, complete: copy.complete };
}

/**
 * Is this a plain object, neither null nor an array?
 *
 * @param value - Anything.
 * @public
 */
export function isPlainObject(
  value: unknown,
): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
