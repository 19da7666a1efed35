import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';

/** Something wrong with a document, and where. */
export interface DocumentIssue {
  /** One or two plain sentences. */
  message: string;
  /** 1-based line of the file. */
  line: number;
  /** 1-based. */
  column: number;
}

/** What a front matter says of the document. */
export interface FrontMatter {
  /** ISO date (`2026-01-31`) of the last review, or null. */
  reviewedAt: string | null;
  /** Whole entity refs in lower case, sorted. */
  reviewedBy: string[];
  /** ISO date on which it was last used, or null. */
  usedAt: string | null;
}

/** A document without its front matter. */
export interface FrontMatterReading extends FrontMatter {
  /** The Markdown after the front matter. */
  body: string;
  issues: DocumentIssue[];
}

/**
 * Keys of the front matter that hold the date of the last review; the first that is there counts.
 *
 * @public
 */
export const reviewedKeys: readonly string[] = [
  'reviewed',
  'last_reviewed',
  'reviewed_at',
];

/**
 * Keys of the front matter that hold who reviewed the document; the first that is there counts.
 *
 * @public
 */
export const reviewedByKeys: readonly string[] = ['reviewed_by', 'reviewers'];

/**
 * Keys of the front matter that hold when the document last helped in an incident or a drill; the first
 * that is there counts.
 *
 * @public
 */
export const usedKeys: readonly string[] = ['used', 'last_used'];

const maxCharacters = 32_768;
const maxLines = 500;
const dayMs = 24 * 60 * 60 * 1000;
const maxReviewers = 20;
const maxRefLength = 200;
const refPattern = /^(?:[a-z][a-z\d]*:)?(?:[a-z\d._-]+\/)?[a-z\d._-]+$/i;

/** Finds the YAML between `---` in the first line and the next `---` or `...`. */
function splitFrontMatter(
  text: string,
): { yaml: string; body: string } | undefined {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (!opening) {
    return undefined;
  }
  const start = opening[0].length;
  let position = start;
  for (let line = 0; line < maxLines && position < text.length; line++) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    if (end - start > maxCharacters) {
      return undefined;
    }
    if (
      /^(?:---|\.\.\.)\s*$/.test(
        text.slice(position, Math.min(end, position + 100)),
      )
    ) {
      return { yaml: text.slice(start, position), body: text.slice(end + 1) };
    }
    position = end + 1;
  }
  return undefined;
}

/** An ISO date for a date or time as written, or undefined for anything else. */
function readDate(value: JsonValue | undefined): string | undefined {
  const match =
    typeof value === 'string' &&
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.{0,20})?$/.exec(value.trim());
  if (!match) {
    return undefined;
  }
  const date = `${match[1]}-${match[2]}-${match[3]}`;
  const time = new Date(`${date}T00:00:00Z`);
  // A day such as the 31st of June would be counted over into July.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date)
    ? date
    : undefined;
}

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

/** A front matter that could be parsed, and where its keys stand. */
class FrontMatterKeys {
  readonly issues: DocumentIssue[] = [];

  constructor(
    readonly data: JsonObject,
    readonly placeOf: (path: string[]) => { line: number; column: number },
    readonly now: Date,
  ) {}

  /** The date under the first of the keys that is there; one that is broken or in the future is an issue. */
  date(keys: readonly string[], what: string): string | null {
    const key = this.#find(keys);
    if (key === undefined) {
      return null;
    }
    const date = readDate(this.data[key]);
    if (!date) {
      this.#tell(key, `The value of ${key} must be a date such as 2026-01-31.`);
      return null;
    }
    if (Date.parse(date) > this.now.getTime() + dayMs) {
      this.#tell(
        key,
        `The value of ${key} lies in the future, so the document has no date of ${what}.`,
      );
      return null;
    }
    return date;
  }

  /** The entity refs under the first of the keys that is there: one text or a list of texts. */
  refs(keys: readonly string[]): string[] {
    const key = this.#find(keys);
    if (key === undefined) {
      return [];
    }
    const value = this.data[key];
    const values = Array.isArray(value) ? value : [value ?? null];
    const refs = values.slice(0, maxReviewers).map(readRef);
    if (values.length > maxReviewers || refs.includes(undefined)) {
      this.#tell(
        key,
        `The value of ${key} must be names of users or entity refs such as group:default/platform, at most ${maxReviewers}.`,
      );
    }
    return [...new Set(refs.flatMap(ref => ref ?? []))].sort();
  }

  #find(keys: readonly string[]): string | undefined {
    return keys.find(
      key =>
        this.data[key] !== undefined &&
        this.data[key] !== null &&
        this.data[key] !== '',
    );
  }

  #tell(key: string, message: string) {
    const place = this.placeOf([key]);
    // The first line of the file holds the dashes.
    this.issues.push({ message, line: place.line + 1, column: place.column });
  }
}

/**
 * Reads the front matter of a Markdown document. Never throws: a broken front matter is an issue, and
 * the document counts without dates. A text without front matter is all body.
 *
 * @param now - dates more than a day later are refused, because a review in the future is none
 */
export function readFrontMatter(text: string, now: Date): FrontMatterReading {
  const nothing: FrontMatter = {
    reviewedAt: null,
    reviewedBy: [],
    usedAt: null,
  };
  const parts = splitFrontMatter(text);
  if (!parts) {
    return { ...nothing, body: text, issues: [] };
  }
  const { body } = parts;
  const { documents, unreadable } = readYamlDocuments(parts.yaml, {
    characters: maxCharacters,
    documents: 1,
    nodes: 5_000,
    depth: 16,
  });
  const [broken] = unreadable;
  if (broken) {
    const message = `The front matter cannot be read, so the document has no date of review: ${broken.message}`;
    const { line, column } = broken;
    return { ...nothing, body, issues: [{ message, line: line + 1, column }] };
  }
  const [document] = documents;
  if (!document) {
    return { ...nothing, body, issues: [] };
  }
  if (!isObject(document.data)) {
    const message = 'The front matter must be a mapping of keys to values.';
    return { ...nothing, body, issues: [{ message, line: 2, column: 1 }] };
  }
  const keys = new FrontMatterKeys(
    document.data,
    path => document.placeOf(path),
    now,
  );
  return {
    reviewedAt: keys.date(reviewedKeys, 'review'),
    reviewedBy: keys.refs(reviewedByKeys),
    usedAt: keys.date(usedKeys, 'use'),
    body,
    issues: keys.issues,
  };
}
