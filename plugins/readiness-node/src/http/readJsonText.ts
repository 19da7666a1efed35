import { JsonValue } from '@backstage/types';

const maxDepth = 100;
const refusedKeys = ['__proto__', 'constructor', 'prototype'];

/**
 * Parses JSON of somebody else.
 *
 * Keys through which a prototype could be reached are left out, at any depth.
 *
 * @param text - without a byte order mark
 * @returns `problem`: a few words, where it is no JSON or nested more than 100 levels deep
 *
 * @public
 */
export function readJsonText(
  text: string,
): { value: JsonValue } | { problem: string } {
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
