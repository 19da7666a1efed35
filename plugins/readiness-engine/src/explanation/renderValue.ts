import { CelFailure } from '../cel/CelEngine';
import { plainText } from './plainText';

/** What a reader sees in place of a value that is not there. */
export const nothing = 'nothing';

const maxLength = 200;
const maxItems = 5;
const isoTimePattern = /^(\d{4}-\d{2}-\d{2})T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
/** What an object is called by, first match wins. */
const nameKeys = ['name', 'title', 'ref', 'policy', 'path', 'url'];

function cut(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function renderText(text: string): string {
  const plain = plainText(text);
  const time = isoTimePattern.exec(plain);
  return cut(time ? time[1] : plain) || nothing;
}

function renderNumber(value: number): string {
  if (!Number.isFinite(value)) {
    return nothing;
  }
  // 0.0312 EUR a thousand is not 0.03, and certainly not 0.
  return String(
    Math.abs(value) < 1
      ? Number(value.toPrecision(3))
      : Math.round(value * 100) / 100,
  );
}

function renderList(items: unknown[]): string {
  if (items.length === 0) {
    return nothing;
  }
  const shown = items.slice(0, maxItems).map(renderValue);
  const rest = items.length - shown.length;
  if (rest > 0) {
    return `${shown.join(', ')} and ${rest} more`;
  }
  const last = shown.pop() as string;
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

function renderObject(value: object): string {
  const name = nameKeys
    .filter(key => Object.hasOwn(value, key))
    .map(key => (value as Record<string, unknown>)[key])
    .find(candidate => typeof candidate === 'string');
  return name === undefined ? nothing : renderText(String(name));
}

/**
 * Writes a value into a sentence: dates as `YYYY-MM-DD`, numbers with at most
 * two decimals (three digits below 1), lists of at most five items, objects by their name.
 *
 * @returns at most about 200 characters an item; `nothing` for what is missing, null or empty
 */
export function renderValue(value: unknown): string {
  if (value === null || value === undefined || value instanceof CelFailure) {
    return nothing;
  }
  if (value instanceof Date) {
    return value.toISOString().slice(0, 10);
  }
  if (Array.isArray(value)) {
    return renderList(value);
  }
  switch (typeof value) {
    case 'string':
      return renderText(value);
    case 'number':
      return renderNumber(value);
    case 'boolean':
      return value ? 'yes' : 'no';
    case 'object':
      return renderObject(value);
    default:
      return cut(String(value));
  }
}

const markdownSigns: Readonly<Record<string, string>> = {
  '[': '(',
  ']': ')',
  '<': '‹',
  '>': '›',
  '`': "'",
};

/**
 * Writes a value into Markdown: as `renderValue`, with look-alikes for the characters that make
 * links, pictures, tags and code, since the value is outside text and the sentence is not.
 */
export function renderMarkdownValue(value: unknown): string {
  return renderValue(value).replace(/[[\]<>`]/g, sign => markdownSigns[sign]);
}
