import { sha256 } from './sha256';

/** JSON with sorted keys and without what is undefined: equal values, equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * The version of a document: equal content, equal hash, whatever the order of
 * keys, comments and white space of its source.
 *
 * @returns SHA-256 in hexadecimal digits
 */
export function contentHash(document: object): string {
  return sha256(canonicalJson(document));
}
