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

/** A document without its front matter. */
export interface FrontMatterReading {
  /** ISO date (`2026-01-31`) of the last review, or null. */
  reviewedAt: string | null;
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

const maxCharacters = 32_768;
const maxLines = 500;
const dayMs = 24 * 60 * 60 * 1000;

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

/**
 * Reads the front matter of a Markdown document. Never throws: a broken front matter is an issue, and
 * the document counts without dates. A text without front matter is all body.
 *
 * @param now - dates more than a day later are refused, because a review in the future is none
 */
export function readFrontMatter(text: string, now: Date): FrontMatterReading {
  const parts = splitFrontMatter(text);
  if (!parts) {
    return { reviewedAt: null, body: text, issues: [] };
  }
  const none = (message: string, line: number, column: number) => ({
    reviewedAt: null,
    body: parts.body,
    issues: [{ message, line, column }],
  });
  const { documents, unreadable } = readYamlDocuments(parts.yaml, {
    characters: maxCharacters,
    documents: 1,
    nodes: 5_000,
    depth: 16,
  });
  const [broken] = unreadable;
  if (broken) {
    // The first line of the file holds the dashes.
    return none(
      `The front matter cannot be read, so the document has no date of review: ${broken.message}`,
      broken.line + 1,
      broken.column,
    );
  }
  const [document] = documents;
  if (!document) {
    return { reviewedAt: null, body: parts.body, issues: [] };
  }
  const { data } = document;
  if (!isObject(data)) {
    return none('The front matter must be a mapping of keys to values.', 2, 1);
  }
  const key = reviewedKeys.find(
    k => data[k] !== undefined && data[k] !== null && data[k] !== '',
  );
  if (!key) {
    return { reviewedAt: null, body: parts.body, issues: [] };
  }
  const place = document.placeOf([key]);
  const date = readDate(data[key]);
  if (!date) {
    return none(
      `The value of ${key} must be a date such as 2026-01-31.`,
      place.line + 1,
      place.column,
    );
  }
  if (Date.parse(date) > now.getTime() + dayMs) {
    return none(
      `The value of ${key} lies in the future, so the document has no date of review.`,
      place.line + 1,
      place.column,
    );
  }
  return { reviewedAt: date, body: parts.body, issues: [] };
}
