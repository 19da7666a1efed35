import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';

/** What a cursor holds at one place: a whole number, one that fits into a column of 32 bits, or a text. */
export type CursorPart = 'number' | 'integer' | 'string';

type CursorValue<Part> = Part extends 'string' ? string : number;

/** The values of a cursor. */
export type CursorKey<Parts extends readonly CursorPart[]> = {
  -readonly [Index in keyof Parts]: CursorValue<Parts[Index]>;
};

const maxLength = 1_000;
/** The largest number of a column of 32 bits; PostgreSQL refuses to compare it with a larger one. */
const maxInteger = 0x7fffffff;

function digest(filter: object): string {
  return createHash('sha256')
    .update(JSON.stringify(filter))
    .digest('base64url')
    .slice(0, 12);
}

/**
 * Cursors of one list: where a page ended, opaque to those who hand it back. A
 * cursor is good for the filter that it was made for.
 */
export class PageCursor<const Parts extends readonly CursorPart[]> {
  readonly #parts: Parts;
  readonly #digest: string;

  /**
   * @param parts - types of the values of the key
   * @param filter - what the list is filtered by, as JSON
   */
  constructor(parts: Parts, filter: object) {
    this.#parts = parts;
    this.#digest = digest(filter);
  }

  encode(key: CursorKey<Parts>): string {
    return Buffer.from(JSON.stringify([this.#digest, ...key])).toString(
      'base64url',
    );
  }

  /**
   * @param cursor - as it came back; undefined: the first page
   * @throws InputError for one that was not made by `encode`, or for another filter
   */
  decode(cursor: string | undefined): CursorKey<Parts> | undefined {
    if (cursor === undefined) {
      return undefined;
    }
    const values = this.#parse(cursor);
    if (values?.[0] !== this.#digest) {
      throw new InputError('The cursor does not belong to this list');
    }
    const key = values.slice(1);
    const isKey =
      key.length === this.#parts.length &&
      key.every((value, index) => isPart(this.#parts[index], value));
    if (!isKey) {
      throw new InputError('The cursor does not belong to this list');
    }
    return key as CursorKey<Parts>;
  }

  #parse(cursor: string): unknown[] | null {
    if (cursor.length > maxLength) {
      return null;
    }
    try {
      const values: unknown = JSON.parse(
        Buffer.from(cursor, 'base64url').toString('utf8'),
      );
      return Array.isArray(values) ? values : null;
    } catch {
      return null;
    }
  }
}

function isPart(part: CursorPart, value: unknown): boolean {
  if (part === 'string') {
    // PostgreSQL takes no NUL. Whatever else somebody wrote into the catalog may stand at the end of a page.
    return typeof value === 'string' && !value.includes('\0');
  }
  return (
    typeof value === 'number' &&
    Number.isSafeInteger(value) &&
    (part === 'number' || Math.abs(value) <= maxInteger)
  );
}
