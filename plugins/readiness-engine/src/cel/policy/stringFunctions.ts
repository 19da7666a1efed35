import { Environment } from '@marcbachmann/cel-js';

/** Bounds `replace`, which may otherwise grow a text by any factor. */
const maxTextLength = 100_000;

function bounded(text: string): string {
  if (text.length > maxTextLength) {
    throw new Error(`the text has more than ${maxTextLength} characters`);
  }
  return text;
}

function replace(text: string, from: string, to: string, limit: number) {
  // The length is known before anything is built.
  const parts = text.split(from);
  const count =
    limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
  if (text.length + count * (to.length - from.length) > maxTextLength) {
    throw new Error(`the text has more than ${maxTextLength} characters`);
  }
  const head = parts.slice(0, count + 1).join(to);
  const tail = parts.slice(count + 1);
  return tail.length > 0 ? [head, ...tail].join(from) : head;
}

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  const position = Number(index);
  if (position < 0 || position > characters.length) {
    throw new Error('charAt(): the index is outside of the text');
  }
  return characters[position] ?? '';
}

function quote(text: string): string {
  return bounded(JSON.stringify(text));
}

function plain(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return `[${value.map(plain).join(', ')}]`;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => `${key}: ${plain(item)}`,
    );
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

function readNumber(value: unknown): number {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    throw new Error('format(): a number is missing');
  }
  return Number(value);
}

function formatValue(verb: string, precision: string, value: unknown): string {
  const digits = precision ? Math.min(Number(precision.slice(1)), 20) : 6;
  switch (verb) {
    case 'd':
      return String(readNumber(value));
    case 'f':
      return readNumber(value).toFixed(digits);
    case 'e':
      return readNumber(value).toExponential(digits);
    case 'b':
      return typeof value === 'boolean'
        ? String(Number(value))
        : readNumber(value).toString(2);
    case 'o':
      return readNumber(value).toString(8);
    case 'x':
      return readNumber(value).toString(16);
    case 'X':
      return readNumber(value).toString(16).toUpperCase();
    default:
      return plain(value);
  }
}

function format(text: string, values: unknown[]): string {
  let next = 0;
  const formatted = text.replace(
    /%(?:(%)|(\.\d{1,2})?([sdfebxXo]))/g,
    (_match, percent: string, precision: string, verb: string) => {
      if (percent) {
        return '%';
      }
      if (next >= values.length) {
        throw new Error('format(): there are fewer values than places');
      }
      next += 1;
      return formatValue(verb, precision, values[next - 1]);
    },
  );
  return bounded(formatted);
}

/**
 * The functions on texts that cel-js does not bring: `charAt`, `replace`,
 * `quote` (`strings.quote`), `reverse` and `format`.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Strings
 */
export function registerStringFunctions(environment: Environment): void {
  const sync = { async: false };
  environment.registerFunction('string.charAt(int): string', charAt, sync);
  environment.registerFunction(
    'string.replace(string, string): string',
    (text: string, from: string, to: string) => replace(text, from, to, -1),
    sync,
  );
  environment.registerFunction(
    'string.replace(string, string, int): string',
    (text: string, from: string, to: string, limit: bigint) =>
      replace(text, from, to, Number(limit)),
    sync,
  );
  environment.registerFunction(
    'string.reverse(): string',
    (text: string) => [...text].reverse().join(''),
    sync,
  );
  environment.registerFunction('string.format(list): string', format, sync);
  environment.registerFunction('quote(string): string', quote, sync);
}
