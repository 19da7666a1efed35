import { JsonObject, JsonValue } from '@backstage/types';

/** What is shown of a fact: enough to compare by eye, and some 100 KB at most. */
const bounds = { text: 500, items: 50, depth: 8, values: 2_000 };

/**
 * Cuts long texts, long lists and deep values out of a fact, so that it can be shown. What was cut ends with `…`.
 *
 * @param data - null: there is none
 */
export function cutFact(data: JsonObject | null): JsonValue {
  let left = bounds.values;
  const cut = (value: JsonValue | undefined, depth: number): JsonValue => {
    left -= 1;
    if (typeof value === 'string') {
      return value.length > bounds.text
        ? `${value.slice(0, bounds.text)}…`
        : value;
    }
    if (typeof value !== 'object' || value === null) {
      return value ?? null;
    }
    if (depth >= bounds.depth || left <= 0) {
      return '…';
    }
    if (Array.isArray(value)) {
      const items: JsonValue[] = [];
      for (const item of value) {
        if (items.length >= bounds.items || left <= 0) {
          return [...items, '…'];
        }
        items.push(cut(item, depth + 1));
      }
      return items;
    }
    const members: Array<[string, JsonValue]> = [];
    for (const [key, member] of Object.entries(value)) {
      if (members.length >= bounds.items || left <= 0) {
        members.push(['…', '…']);
        break;
      }
      members.push([key.slice(0, bounds.text), cut(member, depth + 1)]);
    }
    return Object.fromEntries(members);
  };
  return cut(data, 0);
}
