import { JsonValue } from '@backstage/types';

const maxDepth = 100;
/** Objects and lists. Each takes some sixty bytes, however short it is written. */
const maxParts = 2_500_000;
/** Shorter ones cannot have that many: `{},` is one. */
const leastCharacters = 2 * maxParts;
const [quote, escape, object, list] = [...'"\\{['].map(it => it.charCodeAt(0));
const refusedKeys = ['__proto__', 'constructor', 'prototype'];

/** Are there more objects and lists than may be parsed? A look at the text, since parsing is what must not be done. */
function hasTooManyParts(text: string): boolean {
  if (text.length < leastCharacters) {
    return false;
  }
  let parts = 0;
  let isText = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isText) {
      if (code === escape) {
        index += 1;
      } else if (code === quote) {
        isText = false;
      }
    } else if (code === quote) {
      isText = true;
    } else if (code === object || code === list) {
      parts += 1;
    }
  }
  return parts > maxParts;
}

/**
 * Parses JSON of somebody else.
 *
 * Keys through which a prototype could be reached are left out, at any depth.
 *
 * @param text - without a byte order mark
 * @returns `problem`: a few words, where it is no JSON, nested more than 100 levels deep, or has more than 2.5 million objects
 *   and lists
 *
 * @public
 */
export function readJsonText(
  text: string,
): { value: JsonValue } | { problem: string } {
  if (hasTooManyParts(text)) {
    return { problem: 'of too many parts' };
  }
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      problem: error instanceof RangeError ? 'nested too deeply' : 'no JSON',
    };
  }
  // A list of what is left to look at, and no recursion: depth is the sender's choice.
  const left: Array<{ node: JsonValue | undefined; depth: number }> = [
    { node: value, depth: 0 },
  ];
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, depth } = next;
    if (typeof node !== 'object' || node === null) {
      continue;
    }
    if (depth >= maxDepth) {
      return { problem: 'nested too deeply' };
    }
    if (!Array.isArray(node)) {
      for (const key of refusedKeys) {
        if (Object.hasOwn(node, key)) {
          delete node[key];
        }
      }
    }
    for (const child of Object.values(node)) {
      if (typeof child === 'object' && child !== null) {
        left.push({ node: child, depth: depth + 1 });
      }
    }
  }
  return { value };
}
