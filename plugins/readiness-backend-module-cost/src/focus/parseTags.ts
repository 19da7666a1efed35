/**
 * The largest Tags value that is read, in characters.
 */
export const maxTagsLength = 64 * 1024;

const maxTags = 500;
const maxValueLength = 300;

/**
 * Tags of a charge: the key in lower case, the value as written. A Map, since keys
 * come from outside and may be called `__proto__`.
 */
export type Tags = Map<string, string>;

/**
 * Reads the Tags column of a FOCUS row.
 *
 * FOCUS asks for a JSON object. Files that providers and tools write also hold:
 * a JSON object in which quotes are doubled once more or that is itself a JSON string; the same
 * without braces; JSON arrays of `{"key": …, "value": …}`; objects in single quotes;
 * and `key=value` pairs, with or without braces, separated by commas, semicolons or bars.
 *
 * Only text and numbers are values: FOCUS writes `true` for a tag without a value. Of keys
 * that differ only in case, the first with a value counts.
 *
 * @param text - the field; empty and `NULL` mean no tags
 * @returns undefined where the text cannot be read
 */
export function parseTags(text: string): Tags | undefined {
  const trimmed = text.trim();
  if (!trimmed || trimmed.toUpperCase() === 'NULL') {
    return new Map();
  }
  if (trimmed.length > maxTagsLength) {
    return undefined;
  }
  return parseJson(trimmed) ?? parsePairs(trimmed);
}

function parseJson(text: string): Tags | undefined {
  const candidates = [text];
  if (text.includes('""')) {
    candidates.push(text.replace(/""/g, '"'));
  }
  if (text.startsWith('"') && text.includes(':')) {
    candidates.push(`{${text}}`);
  }
  if (text.includes("'") && !text.includes('"')) {
    candidates.push(text.replace(/'/g, '"'));
  }
  for (const candidate of candidates) {
    const value = tryJson(candidate);
    const inner = typeof value === 'string' ? tryJson(value) : value;
    const tags = tagsOf(inner);
    if (tags) {
      return tags;
    }
  }
  return undefined;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tagsOf(value: unknown): Tags | undefined {
  if (Array.isArray(value)) {
    return tagsFrom(value.map(keyAndValue));
  }
  return typeof value === 'object' && value !== null
    ? tagsFrom(Object.entries(value))
    : undefined;
}

/** `{"key": "app", "value": "shop"}`, with any case of the two words. */
function keyAndValue(item: unknown): [string, unknown] | undefined {
  if (typeof item !== 'object' || item === null) {
    return undefined;
  }
  const parts = new Map(
    Object.entries(item).map(([name, part]) => [name.toLowerCase(), part]),
  );
  const key: unknown = parts.get('key');
  return typeof key === 'string' ? [key, parts.get('value')] : undefined;
}

function parsePairs(text: string): Tags | undefined {
  const pairs = text
    .replace(/^\{(.*)\}$/s, '$1')
    .split(/[,;|]/)
    .map(pair => pair.trim())
    .filter(Boolean)
    .map((pair): [string, string] | undefined => {
      const equals = pair.indexOf('=');
      return equals > 0
        ? [unquoted(pair.slice(0, equals)), unquoted(pair.slice(equals + 1))]
        : undefined;
    });
  return pairs.every(Boolean) ? tagsFrom(pairs) : undefined;
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/s, '$1');
}

/**
 * Makes tags out of keys and values, by the rules above.
 *
 * @param entries - undefined ones are left out
 */
export function tagsFrom(
  entries: ReadonlyArray<[string, unknown] | undefined>,
): Tags {
  const tags: Tags = new Map();
  for (const entry of entries.slice(0, maxTags)) {
    const [key, value] = entry ?? ['', undefined];
    const name = key.trim().toLowerCase();
    const written =
      typeof value === 'string' || typeof value === 'number'
        ? String(value).trim()
        : '';
    if (
      name &&
      written &&
      written.length <= maxValueLength &&
      !tags.has(name)
    ) {
      tags.set(name, written);
    }
  }
  return tags;
}
