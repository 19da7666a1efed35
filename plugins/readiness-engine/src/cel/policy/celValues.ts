/** Deeper than any Kubernetes object that is in use. */
const maxDepth = 100;

/** Converting a manifest costs more than most expressions, and a policy runs many over one. */
const converted = new WeakMap<object, unknown>();

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function convertObject(value: object, depth: number): object {
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property?.get) {
      const get = property.get.bind(value);
      Object.defineProperty(copy, key, {
        enumerable: true,
        get: () => convert(get(), depth + 1),
      });
    } else if (property?.value !== undefined) {
      copy[key] = convert(property?.value, depth + 1);
    }
  }
  return copy;
}

function convert(value: unknown, depth: number): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const known = converted.get(value);
  if (known !== undefined) {
    return known;
  }
  if (depth > maxDepth) {
    throw new Error(`the object is nested more than ${maxDepth} deep`);
  }
  let copy: unknown = value;
  if (Array.isArray(value)) {
    copy = value.map(item => convert(item, depth + 1));
  } else if (isPlain(value)) {
    copy = convertObject(value, depth);
  }
  converted.set(value, copy);
  converted.set(copy as object, copy);
  return copy;
}

/**
 * Turns a JSON or YAML value into what CEL computes with: whole numbers become
 * ints. Values are taken not to change afterwards; instances of classes (times,
 * quantities) are passed on as they are. Getters stay getters.
 *
 * @throws Error for a value that is nested too deeply
 */
export function toCelValue(value: unknown): unknown {
  return convert(value, 0);
}
