import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { plainText } from './plainText';
import { isAhead, readDate } from './readDate';
import { maxFrontMatterCharacters, splitFrontMatter } from './splitFrontMatter';

/** Something wrong with a document, and where. @public */
export interface DocumentIssue {
  /** One or two plain sentences. */
  message: string;
  /** 1-based line of the file. */
  line: number;
  /** 1-based. */
  column: number;
}

const maxRefs = 20;
const maxRefLength = 200;
const maxTexts = 50;
const maxLinkLength = 1_000;
const refPattern = /^(?:[a-z][a-z\d]*:)?(?:[a-z\d._-]+\/)?[a-z\d._-]+$/i;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The whole entity ref in lower case, or undefined; a bare name is a user. */
function readRef(value: JsonValue): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.length > maxRefLength || !refPattern.test(text)) {
    return undefined;
  }
  return stringifyEntityRef(
    parseEntityRef(text, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    }),
  ).toLowerCase();
}

/**
 * The front matter of a document: YAML between two lines of dashes at its top.
 *
 * Never throws. Each question names the keys that may hold the answer; the first that is there counts. A
 * value that is no answer is an issue with its place, and counts as missing.
 */
export class FrontMatter {
  readonly issues: DocumentIssue[] = [];
  /** Is it there, and cannot be read? Then it has no answers. */
  readonly broken: boolean;
  readonly #data: JsonObject;
  readonly #placeOf: (path: string[]) => { line: number; column: number };
  readonly #now: Date;
  #nextDay: string | undefined;

  private constructor(options: {
    now: Date;
    data?: JsonObject;
    placeOf?: (path: string[]) => { line: number; column: number };
    issues?: DocumentIssue[];
  }) {
    this.#now = options.now;
    this.#data = options.data ?? {};
    this.#placeOf = options.placeOf ?? (() => ({ line: 1, column: 1 }));
    this.issues.push(...(options.issues ?? []));
    this.broken = this.issues.length > 0;
  }

  /**
   * Parts a document into front matter and body. A text without front matter is all body; one whose
   * front matter cannot be read has an issue, and no answers.
   *
   * @param now - dates more than a day later are refused: what lies ahead has not been done
   */
  static read(
    text: string,
    now: Date,
  ): { frontMatter: FrontMatter; body: string } {
    const parts = splitFrontMatter(text);
    if (!parts) {
      const body = text.replace(/^\uFEFF/, '');
      return { frontMatter: new FrontMatter({ now }), body };
    }
    const { body } = parts;
    const { documents, unreadable } = readYamlDocuments(parts.yaml, {
      characters: maxFrontMatterCharacters,
      documents: 1,
      nodes: 5_000,
      depth: 16,
    });
    const [broken] = unreadable;
    if (broken) {
      const message = `The front matter cannot be read, so that nothing in it counts: ${broken.message}`;
      const issue = { message, line: broken.line + 1, column: broken.column };
      return { frontMatter: new FrontMatter({ now, issues: [issue] }), body };
    }
    const [document] = documents;
    if (document && !isObject(document.data)) {
      const message = 'The front matter must be a mapping of keys to values.';
      const issue = { message, line: 2, column: 1 };
      return { frontMatter: new FrontMatter({ now, issues: [issue] }), body };
    }
    const data = isObject(document?.data) ? document.data : {};
    const placeOf = (path: string[]) =>
      document?.placeOf(path) ?? { line: 1, column: 1 };
    return { frontMatter: new FrontMatter({ now, data, placeOf }), body };
  }

  /**
   * The first of the dates that were refused because they lie ahead: from then on the document reads
   * differently, though nobody has changed it.
   */
  get nextDay(): string | undefined {
    return this.#nextDay;
  }

  /** The value under one of the keys as it was written, for what has a shape of its own; undefined where there is none. */
  value(keys: readonly string[]): JsonValue | undefined {
    const key = this.#find(keys);
    return key === undefined ? undefined : this.#data[key];
  }

  /** Says that the value of the first of the keys that is there is not as it has to be. */
  refuse(keys: readonly string[], message: string) {
    const key = this.#find(keys);
    if (key !== undefined) {
      this.#tell(key, message);
    }
  }

  /** Is one of the keys there, with some value? */
  has(keys: readonly string[]): boolean {
    return this.#find(keys) !== undefined;
  }

  /**
   * The date under one of the keys, as an ISO date; null where there is none, or none that counts.
   *
   * @param what - what took place on that date, for messages: `review`
   */
  date(keys: readonly string[], what: string): string | null {
    const key = this.#find(keys);
    if (key === undefined) {
      return null;
    }
    const value = this.#data[key];
    const date = typeof value === 'string' ? readDate(value) : undefined;
    if (!date) {
      this.#tell(key, `The value of ${key} must be a date such as 2026-01-31.`);
      return null;
    }
    if (isAhead(date, this.#now)) {
      this.#nextDay =
        this.#nextDay === undefined || date < this.#nextDay
          ? date
          : this.#nextDay;
      this.#tell(
        key,
        `The value of ${key} lies in the future, so the document has no date of ${what}.`,
      );
      return null;
    }
    return date;
  }

  /** The entity refs under one of the keys: one text, texts joined by commas, or a list of texts. */
  refs(keys: readonly string[]): string[] {
    const key = this.#find(keys);
    if (key === undefined) {
      return [];
    }
    const values = this.#values(key);
    const refs = values.slice(0, maxRefs).map(readRef);
    if (values.length > maxRefs || refs.includes(undefined)) {
      this.#tell(
        key,
        `The value of ${key} must be names of users or entity refs such as group:default/platform, at most ${maxRefs}.`,
      );
    }
    return [...new Set(refs.flatMap(ref => ref ?? []))].sort();
  }

  /** The texts under one of the keys, as plain text: one text, texts joined by commas, or a list. */
  texts(keys: readonly string[], maxLength: number): string[] {
    const key = this.#find(keys);
    return key === undefined
      ? []
      : this.#values(key)
          .slice(0, maxTexts)
          .flatMap(value =>
            typeof value === 'string' ? plainText(value, maxLength) : [],
          )
          .filter(text => text !== '');
  }

  /** The text or number under one of the keys, as plain text of one line; null where there is none. */
  text(keys: readonly string[], maxLength: number): string | null {
    const key = this.#find(keys);
    const value = key === undefined ? undefined : this.#data[key];
    if (typeof value !== 'string' && typeof value !== 'number') {
      if (key !== undefined) {
        this.#tell(key, `The value of ${key} must be a text.`);
      }
      return null;
    }
    return plainText(String(value), maxLength) || null;
  }

  /** One of the words that stand for something, or null; a word that stands for nothing is an issue. */
  word<T extends string>(
    keys: readonly string[],
    synonyms: Readonly<Record<T, readonly string[]>>,
  ): T | null {
    const key = this.#find(keys);
    if (key === undefined) {
      return null;
    }
    const text = String(this.#data[key])
      .slice(0, 100)
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, '-');
    const names = Object.keys(synonyms) as T[];
    const found = names.find(
      name => name === text || synonyms[name].includes(text),
    );
    if (!found) {
      this.#tell(
        key,
        `The value of ${key} must be one of ${names.join(', ')}.`,
      );
    }
    return found ?? null;
  }

  /** The number under one of the keys, or null. */
  number(keys: readonly string[]): number | null {
    const key = this.#find(keys);
    if (key === undefined) {
      return null;
    }
    const value = this.#data[key];
    const number =
      typeof value === 'string' && /^[-+]?\d{1,15}(?:\.\d{1,9})?$/.test(value)
        ? Number(value)
        : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      this.#tell(key, `The value of ${key} must be a number.`);
      return null;
    }
    return number;
  }

  /** Whether one of the keys says yes or no, or null. */
  flag(keys: readonly string[]): boolean | null {
    const key = this.#find(keys);
    if (key === undefined) {
      return null;
    }
    const text = String(this.#data[key]).slice(0, 20).toLowerCase();
    if (['true', 'yes', 'y', 'on'].includes(text)) {
      return true;
    }
    if (!['false', 'no', 'n', 'off'].includes(text)) {
      this.#tell(key, `The value of ${key} must be true or false.`);
      return null;
    }
    return false;
  }

  /** The http(s) address under one of the keys, or null. */
  link(keys: readonly string[]): string | null {
    const key = this.#find(keys);
    if (key === undefined) {
      return null;
    }
    const value = this.#data[key];
    const text = typeof value === 'string' ? value.trim() : '';
    const isLink =
      text.length <= maxLinkLength &&
      /^https?:\/\//i.test(text) &&
      URL.canParse(text) &&
      // A name or password in an address would be shown to everybody.
      new URL(text).username === '' &&
      new URL(text).password === '';
    if (!isLink) {
      this.#tell(key, `The value of ${key} must be an http(s) address.`);
      return null;
    }
    return new URL(text).href;
  }

  #values(key: string): JsonValue[] {
    const value = this.#data[key];
    if (typeof value === 'string') {
      return value
        .slice(0, maxFrontMatterCharacters)
        .split(',')
        .map(part => part.trim())
        .filter(part => part !== '');
    }
    return Array.isArray(value) ? value : [value ?? null];
  }

  #find(keys: readonly string[]): string | undefined {
    return keys.find(
      key =>
        Object.hasOwn(this.#data, key) &&
        this.#data[key] !== null &&
        this.#data[key] !== '',
    );
  }

  #tell(key: string, message: string) {
    const place = this.#placeOf([key]);
    // The first line of the file holds the dashes.
    this.issues.push({ message, line: place.line + 1, column: place.column });
  }
}
