/**
 * Turns a parsed YAML document into plain JSON within bounds.
 *
 * Guarantees: never more than `nodes` values and `depth` levels, so that a few
 * aliases of aliases cannot grow into gigabytes and a cycle ends; no key named
 * `__proto__`, `constructor` or `prototype`; no key twice; only JSON values.
 * The library's own conversion and its check for unique keys are not used: the
 * latter takes quadratic time.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { isAlias, isMap, isScalar, isSeq, Node, Scalar, YAMLMap } from 'yaml';

/** Keys through which a prototype could be reached. */
export const refusedKeys: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

/** What is said of a document with too many levels. */
export function tooDeep(levels: number): string {
  return `The document is nested more than ${levels} levels deep.`;
}

/** Why a document cannot be turned into JSON, and where. */
export class YamlConversionError extends Error {
  constructor(
    message: string,
    /** Offset into the text. */ readonly offset: number,
  ) {
    super(message);
  }
}

/**
 * The text of a mapping's key.
 *
 * @returns undefined for a key that is no text, number or the like
 */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) {
    return undefined;
  }
  return typeof key.value === 'string'
    ? key.value
    : key.source ?? `${key.value}`;
}

function scalarValue(node: Scalar): JsonValue {
  const { value } = node;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : node.source ?? String(value);
    default:
      return value === null || value === undefined
        ? null
        : node.source ?? String(value);
  }
}

/**
 * Converts the contents of one document.
 *
 * @param root - contents of the document
 * @param limits - most values and levels
 * @throws YamlConversionError
 */
export function yamlToJson(
  root: unknown,
  limits: { nodes: number; depth: number },
): JsonValue {
  const anchors = new Map<string, Node>();
  let nodes = 0;
  let offset = 0;

  function convert(node: unknown, depth: number): JsonValue {
    nodes += 1;
    offset = (node as Node | null)?.range?.[0] ?? offset;
    if (nodes > limits.nodes) {
      throw new YamlConversionError(
        `The document has more than ${limits.nodes} values once its aliases are resolved.`,
        offset,
      );
    }
    if (depth > limits.depth) {
      throw new YamlConversionError(tooDeep(limits.depth), offset);
    }
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) {
        throw new YamlConversionError(
          `The alias *${node.source.slice(0, 100)} has no anchor before it.`,
          offset,
        );
      }
      return convert(target, depth + 1);
    }
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor) {
        anchors.set(node.anchor, node);
      }
      if (isScalar(node)) {
        return scalarValue(node);
      }
      return isMap(node)
        ? convertMap(node, depth)
        : node.items.map(item => convert(item, depth + 1));
    }
    return null;
  }

  function convertMap(map: YAMLMap, depth: number): JsonObject {
    const entries = new Map<string, JsonValue>();
    const merged: JsonValue[] = [];
    for (const { key, value } of map.items) {
      offset = (key as Node | null)?.range?.[0] ?? offset;
      const at = offset;
      const name = keyText(key);
      if (name === undefined) {
        throw new YamlConversionError(
          'A key has to be text; this one is a mapping, a list or an alias.',
          at,
        );
      }
      if (refusedKeys.has(name)) {
        throw new YamlConversionError(`The key ${name} is not allowed.`, at);
      }
      if (name === '<<' && isScalar(key) && key.type === Scalar.PLAIN) {
        const source = convert(value, depth + 1);
        merged.push(...(Array.isArray(source) ? source : [source]));
      } else if (entries.has(name)) {
        throw new YamlConversionError(
          `The key ${name.slice(0, 100)} is there twice.`,
          at,
        );
      } else {
        entries.set(name, convert(value, depth + 1));
      }
    }
    for (const source of merged) {
      if (
        typeof source !== 'object' ||
        source === null ||
        Array.isArray(source)
      ) {
        throw new YamlConversionError(
          'A merge key (<<) takes a mapping or a list of mappings.',
          offset,
        );
      }
      for (const [name, value] of Object.entries(source)) {
        if (!entries.has(name) && value !== undefined) {
          entries.set(name, value);
        }
      }
    }
    return Object.fromEntries(entries);
  }

  return convert(root, 0);
}
