/**
 * What a case gives, laid over what all cases share. Both come from a YAML
 * reader that is bounded in depth and refuses keys that reach a prototype.
 */
import { isPlainObject } from '../catalog/boundedJson';

/** Is each key a position in the list, and is there one? */
function holdsPositions(
  list: readonly unknown[],
  change: Record<string, unknown>,
): boolean {
  const keys = Object.keys(change);
  return (
    keys.length > 0 &&
    keys.every(
      key => /^(?:0|[1-9]\d{0,8})$/.test(key) && Number(key) < list.length,
    )
  );
}

/**
 * Lays one value over another: objects are merged key by key, anything else
 * (lists, texts, numbers, null) replaces what was there. An object whose keys are
 * positions in a list changes those items of it. Neither is changed; a part that
 * the change does not touch is shared with the base.
 *
 * @param options - `nullRemoves`: null takes a key away, for objects that hold no nulls themselves
 */
export function overlay(
  base: unknown,
  change: unknown,
  options: { nullRemoves?: boolean } = {},
): unknown {
  if (change === undefined) {
    return base;
  }
  if (!isPlainObject(change)) {
    return change;
  }
  if (Array.isArray(base) && holdsPositions(base, change)) {
    return base.map((item, i) => overlay(item, change[String(i)], options));
  }
  const under = isPlainObject(base) ? base : {};
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(change)) {
    if (value === null && options.nullRemoves) {
      delete result[key];
    } else {
      result[key] = overlay(
        Object.hasOwn(under, key) ? under[key] : undefined,
        value,
        options,
      );
    }
  }
  return result;
}
