/**
 * Reads JSON of somebody else value by value, whatever it is: what has another type than expected is not there.
 */
import { JsonObject, JsonValue } from '@backstage/types';

/** @returns undefined for what is no object */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}

/** @returns an empty list for what is none */
export function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return listOf(value).flatMap((item): JsonObject[] => {
    const object = objectOf(item);
    return object ? [object] : [];
  });
}

/**
 * A text of at most so many characters that a database can store: without control characters and halves of characters.
 *
 * @returns undefined for what is no text, or a blank one
 */
export function textOf(
  value: JsonValue | undefined,
  maxLength: number,
): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const text = value
    .slice(0, maxLength)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .trim();
  return text === '' ? undefined : text;
}

/** @returns undefined for what is no whole number from 0 on */
export function indexOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : undefined;
}

/**
 * A time, or a day, which means its beginning in UTC.
 *
 * @returns milliseconds since 1970; undefined for what is none, or is not written as ISO 8601 has it
 */
export function timeOf(value: JsonValue | undefined): number | undefined {
  if (
    typeof value !== 'string' ||
    value.length > 40 ||
    !/^\d{4}-\d\d-\d\d(T|$)/.test(value)
  ) {
    return undefined;
  }
  const time = Date.parse(value);
  return Number.isFinite(time) ? time : undefined;
}
