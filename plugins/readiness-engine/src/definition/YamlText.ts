/**
 * YAML documents in a text, with the place of everything in them.
 *
 * Bounded: at most a million characters and two hundred documents, nested a
 * hundred deep (looked at before the parser is called), and aliases that would
 * blow up are refused. Maps can be merged by `<<` (mergeKeys.ts). Keys must be unique, and those that would reach a
 * prototype are refused.
 */
import { findYamlExcess } from '@team-readiness/backstage-plugin-readiness-common';
import {
  Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  Node,
  parseAllDocuments,
  Scalar,
  visit,
} from 'yaml';
import { describeYamlError } from './describeYamlError';
import { findBadMerge } from './mergeKeys';
import { sourceExcerpt } from './sourceExcerpt';

/** Characters of one text. */
export const maxTextLength = 1_000_000;
const limits = { nesting: 100, documents: 200, tokens: 200_000 };
const limitNames = {
  nesting: 'levels of nesting',
  documents: 'documents',
  tokens: 'keys, values and signs',
};
const maxAliases = 100;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** A place in a text; both are 1-based. @public */
export interface TextPlace {
  line: number;
  column: number;
}

/** A problem with its place; none where the whole text is meant. */
export interface YamlProblem {
  message: string;
  place?: TextPlace;
  /** The line of the place, with a mark below it. */
  excerpt?: string;
}

type Path = ReadonlyArray<string | number>;

/** One document that could be parsed. */
export interface YamlDocument {
  /** Plain JSON. */
  value: unknown;
  /**
   * Where something stands: the value at the path, or with an offset the
   * character of its text. A path that is not there gives the innermost part
   * that is.
   */
  placeOf(path: Path, offset?: number): TextPlace;
  /**
   * The line of a place, with carets below what is meant.
   *
   * @param last - place of the last character that is meant; default: the same
   */
  excerptAt(place: TextPlace, last?: TextPlace): string;
  /** Where the key of a map stands, for keys that should not be there. */
  placeOfKey(path: Path, key: string): TextPlace;
  /** Is there anything at the path? */
  has(path: Path): boolean;
}

/**
 * The offset in the source of a character of a scalar's value.
 *
 * Indentation, folding and the trimming of the value only ever change white
 * space, so characters are counted without it. In a quoted scalar with escapes
 * the place may be a few characters early.
 */
function findInSource(text: string, scalar: Scalar, offset: number): number {
  const [start, end] = scalar.range ?? [0, 0];
  const isBlock =
    scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  const isQuoted =
    scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE';
  let at = isBlock ? text.indexOf('\n', start) + 1 : start + (isQuoted ? 1 : 0);
  const value = String(scalar.value).trim();
  let left = value.slice(0, offset).replace(/\s/g, '').length;
  while (at < end && (left > 0 || /\s/.test(text[at]))) {
    left -= /\s/.test(text[at]) ? 0 : 1;
    at += 1;
  }
  return at;
}

function writeExcerpt(
  text: string,
  { lineStarts }: LineCounter,
  place: TextPlace,
  last: TextPlace = place,
): string {
  const offsetOf = ({ line, column }: TextPlace) =>
    (lineStarts[line - 1] ?? 0) + column - 1;
  const next = lineStarts[place.line];
  return sourceExcerpt(text, {
    lineStart: offsetOf({ ...place, column: 1 }),
    lineEnd: next === undefined ? text.length : next - 1,
    start: offsetOf(place),
    end: offsetOf(last) + 1,
  });
}

class ParsedDocument implements YamlDocument {
  constructor(
    readonly value: unknown,
    readonly text: string,
    readonly document: Document,
    readonly lines: LineCounter,
  ) {}

  placeOf(path: Path, offset?: number): TextPlace {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node)) {
        return this.#toPlace(node, length === path.length ? offset : undefined);
      }
    }
    const { contents } = this.document;
    return isNode(contents) ? this.#toPlace(contents) : { line: 1, column: 1 };
  }

  excerptAt(place: TextPlace, last?: TextPlace): string {
    return writeExcerpt(this.text, this.lines, place, last);
  }

  placeOfKey(path: Path, key: string): TextPlace {
    const parent =
      path.length === 0
        ? this.document.contents
        : this.document.getIn(path, true);
    const pair = isMap(parent)
      ? parent.items.find(
          item => isPair(item) && isScalar(item.key) && item.key.value === key,
        )
      : undefined;
    return pair && isNode(pair.key)
      ? this.#toPlace(pair.key)
      : this.placeOf(path);
  }

  has(path: Path): boolean {
    return this.document.hasIn(path);
  }

  #toPlace(node: Node, offset?: number): TextPlace {
    const position =
      isScalar(node) && offset !== undefined
        ? findInSource(this.text, node, offset)
        : node.range?.[0] ?? 0;
    const { line, col } = this.lines.linePos(position);
    return { line, column: col };
  }
}

/**
 * Looks for a key that reaches a prototype or is there twice. The parser could
 * look for the latter as well, but compares every key with every other one.
 */
function findBadKey(
  document: Document,
): { key: Scalar; message: string } | null {
  let found: { key: Scalar; message: string } | null = null;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (isScalar(key) && forbiddenKeys.has(name)) {
          found = { key, message: `"${name}" is not allowed as a key` };
        } else if (isScalar(key) && seen.has(name)) {
          found = { key, message: `keys must be unique, "${name}" is not` };
        }
        seen.add(name);
      }
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function readDocument(
  text: string,
  document: Document.Parsed,
  lines: LineCounter,
): YamlDocument | YamlProblem | null {
  const problemAt = (message: string, position: number): YamlProblem => {
    const { line, col } = lines.linePos(position);
    const place = { line, column: col };
    return { message, place, excerpt: writeExcerpt(text, lines, place) };
  };
  const [error] = document.errors;
  if (error) {
    const { message, offset } = describeYamlError(text, error);
    return problemAt(message, offset);
  }
  // Of `!has(x)` the parser makes a tag, and an empty value.
  const tag = document.warnings.find(
    ({ code }) => code === 'TAG_RESOLVE_FAILED',
  );
  if (tag) {
    return problemAt(
      'a text that begins with "!" has to be in quotes',
      tag.pos[0],
    );
  }
  if (document.contents === null) {
    return null;
  }
  const bad = findBadKey(document) ?? findBadMerge(document);
  if (bad) {
    return problemAt(bad.message.slice(0, 200), bad.key.range?.[0] ?? 0);
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return new ParsedDocument(value, text, document, lines);
  } catch {
    return problemAt(
      `aliases expand to more than ${maxAliases} values, or cannot be resolved`,
      document.contents.range?.[0] ?? 0,
    );
  }
}

/** Tells a problem from a document. */
export function isYamlProblem(
  read: YamlDocument | YamlProblem,
): read is YamlProblem {
  return !('placeOf' in read);
}

function problemAtOffset(
  text: string,
  message: string,
  offset: number,
): YamlProblem {
  const before = text.slice(0, offset).split('\n');
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  return {
    message,
    place: { line: before.length, column: offset - lineStart + 1 },
    excerpt: sourceExcerpt(text, {
      lineStart,
      lineEnd: next < 0 ? text.length : next,
      start: offset,
      end: offset + 1,
    }),
  };
}

/**
 * Reads all documents of a text. Never throws; empty documents are left out.
 */
export function readYamlText(text: string): Array<YamlDocument | YamlProblem> {
  if (text.length > maxTextLength) {
    return [{ message: `the text has more than ${maxTextLength} characters` }];
  }
  try {
    const excess = findYamlExcess(text, limits);
    if (excess) {
      const most = limits[excess.limit];
      const message = `the text has more than ${most} ${
        limitNames[excess.limit]
      }`;
      return [problemAtOffset(text, message, excess.offset)];
    }
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      uniqueKeys: false,
      stringKeys: true,
      merge: true,
      prettyErrors: false,
    });
    return [...documents].flatMap(
      document => readDocument(text, document as Document.Parsed, lines) ?? [],
    );
  } catch {
    // A RangeError of the parser: nested deeper than the stack.
    return [{ message: 'the text is nested too deeply to be read' }];
  }
}
