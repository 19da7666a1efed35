/**
 * Filter predicates as text: as they are written in a document, and in words
 * with the value that was seen.
 */
import { getJsonValueAtPath } from '@backstage/filter-predicates';
import { JsonValue } from '@backstage/types';
import { nothing, renderValue } from './renderValue';

const maxLength = 500;
/** A text that YAML reads as the same text, without quotes. */
const plainPattern = /^[A-Za-z][\w./:-]*(?<!:)$/;
const notPlain = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function writeScalar(value: unknown): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  return plainPattern.test(value) && !notPlain.test(value)
    ? value
    : JSON.stringify(value);
}

/** Writes flow-style YAML, and no more of it than is shown. */
class FlowWriter {
  text = '';

  write(value: unknown): void {
    if (this.text.length > maxLength) {
      return;
    }
    if (Array.isArray(value)) {
      this.#writeAll('[', value, ']', item => this.write(item));
    } else if (typeof value === 'object' && value !== null) {
      this.#writeAll('{ ', Object.entries(value), ' }', entry =>
        this.writeEntry(entry),
      );
    } else {
      this.text += writeScalar(value);
    }
  }

  writeEntry([key, value]: [string, unknown]): void {
    this.text += `${key.startsWith('$') ? key : writeScalar(key)}: `;
    this.write(value);
  }

  #writeAll<T>(
    open: string,
    items: T[],
    close: string,
    write: (item: T) => void,
  ): void {
    this.text += items.length === 0 ? open.trim() : open;
    for (const [i, item] of items.entries()) {
      if (this.text.length > maxLength) {
        return;
      }
      this.text += i === 0 ? '' : ', ';
      write(item);
    }
    this.text += items.length === 0 ? close.trim() : close;
  }
}

/**
 * A predicate, or a part of it, as it is written in a document.
 *
 * @returns flow-style YAML without the outer braces, at most 500 characters
 */
export function writePredicate(predicate: unknown): string {
  const writer = new FlowWriter();
  const entries =
    typeof predicate === 'object' &&
    predicate !== null &&
    !Array.isArray(predicate)
      ? Object.entries(predicate)
      : [];
  if (entries.length === 1) {
    writer.writeEntry(entries[0]);
  } else {
    writer.write(predicate);
  }
  const { text } = writer;
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function writeOperator(path: string, seen: string, filter: object): string {
  const [operator, operand] = Object.entries(filter)[0] ?? [];
  switch (operator) {
    case '$in':
      return `${path} is ${seen}, not one of ${renderValue(operand)}`;
    case '$contains':
      return `${path} (${seen}) has no item with ${writePredicate(operand)}`;
    case '$hasPrefix':
      return `${path} is ${seen} and does not begin with ${renderValue(
        operand,
      )}`;
    default:
      return `${path} is ${seen}`;
  }
}

/**
 * A part of a predicate in words, by what was seen.
 *
 * @param truth - whether the part holds
 * @returns e.g. `spec.type is library, not service`
 */
export function describePart(
  path: string,
  filter: unknown,
  entity: JsonValue,
  truth: boolean,
): string {
  const value = getJsonValueAtPath(entity, path);
  if (value === undefined) {
    return `${path} is not there`;
  }
  const seen = renderValue(value);
  const isExistence = isObject(filter) && Object.hasOwn(filter, '$exists');
  if (isExistence && (!truth || seen === nothing)) {
    return `${path} is there`;
  }
  if (!isObject(filter)) {
    return truth
      ? `${path} is ${seen}`
      : `${path} is ${seen}, not ${renderValue(filter)}`;
  }
  if (!truth) {
    return writeOperator(path, seen, filter);
  }
  return Object.hasOwn(filter, '$contains')
    ? `${path} has an item with ${writePredicate(filter.$contains)}`
    : `${path} is ${seen}`;
}
