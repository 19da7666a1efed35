/**
 * Reads YAML or JSON written by others.
 *
 * Guarantees: never throws, nor ends the process; bounded time and memory
 * whatever the text; one broken document of a text does not stop the others,
 * but one beyond all measure (nested two hundred deep, or of too many tokens)
 * stops those after it; every error has a place.
 */
import { JsonValue } from '@backstage/types';
import { Document, isAlias, isMap, isNode, isSeq, LineCounter } from 'yaml';
import { firstLine, ParsedText, parseYamlText } from './parseYamlText';
import {
  DocumentPlace,
  UnreadableDocument,
  YamlDocument,
  YamlLimits,
} from './YamlDocument';
import {
  keyText,
  refusedKeys,
  YamlConversionError,
  yamlToJson,
} from './yamlToJson';

const defaults: Required<YamlLimits> = {
  characters: 1_048_576,
  documents: 1_000,
  nodes: 100_000,
  depth: 64,
};

/** JSON beyond this is not parsed again, as YAML, to find a place: that takes a second for each megabyte. */
const maxParsedCharacters = 5 * defaults.characters;

/** A value takes up to eight: its key and the signs and white space around both. */
const tokensPerNode = 8;

/** A second or two, and about a kilobyte for each where all of them are wrong. */
const maxTokens = 2_000_000;

const start: DocumentPlace = { line: 1, column: 1 };

function placeAt(lines: LineCounter, offset: number): DocumentPlace {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function offsetOf(
  document: Document,
  path: ReadonlyArray<PropertyKey>,
): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] ?? 0 : 0;
  for (const step of path) {
    if (isAlias(node)) {
      node = node.resolve(document);
    }
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyText(key) === String(step));
      if (!pair) {
        break;
      }
      const keyOffset = isNode(pair.key) ? pair.key.range?.[0] : undefined;
      const isLeaf =
        isNode(pair.value) && !isMap(pair.value) && !isSeq(pair.value);
      const valueOffset = isNode(pair.value)
        ? pair.value.range?.[0]
        : undefined;
      // A list or mapping starts on the line after its key: the key is what people look for.
      offset = (isLeaf ? valueOffset ?? keyOffset : keyOffset) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (!isNode(item)) {
        break;
      }
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      break;
    }
  }
  return offset;
}

function readJson(
  text: string,
  limits: Required<YamlLimits>,
): YamlDocument | undefined {
  let data: JsonValue;
  try {
    data = JSON.parse(text);
  } catch {
    // Read as YAML, which knows the place of what is wrong.
    return undefined;
  }
  if (!isWithin(data, limits)) {
    return undefined;
  }
  let parsed: ParsedText | undefined;
  return {
    data,
    placeOf(path) {
      if (text.length > maxParsedCharacters) {
        return start;
      }
      // What was read as JSON holds no errors; its bound is its length, with a mark before each value.
      const tokens = 2 * text.length + 10;
      parsed ??= parseYamlText(text, { ...limits, tokens });
      const [document] = parsed.documents;
      return document ? placeAt(parsed.lines, offsetOf(document, path)) : start;
    },
  };
}

function isWithin(data: JsonValue, limits: Required<YamlLimits>): boolean {
  let nodes = 0;
  const visit = (value: JsonValue | undefined, depth: number): boolean => {
    nodes += 1;
    if (nodes > limits.nodes || depth > limits.depth) {
      return false;
    }
    if (typeof value !== 'object' || value === null) {
      return true;
    }
    return Object.entries(value).every(
      ([key, child]) => !refusedKeys.has(key) && visit(child, depth + 1),
    );
  };
  return visit(data, 0);
}

/**
 * Reads all documents of a YAML or JSON text.
 *
 * YAML 1.2 is read, with merge keys; a byte order mark and empty documents are
 * passed over.
 *
 * @param text - what somebody wrote
 * @param limits - bounds; a text or document beyond them is unreadable
 *
 * @public
 */
export function readYamlDocuments(
  text: string,
  limits: YamlLimits = {},
): { documents: YamlDocument[]; unreadable: UnreadableDocument[] } {
  const bounds = { ...defaults, ...limits };
  if (text.length > bounds.characters) {
    return {
      documents: [],
      unreadable: [
        {
          ...start,
          message: `The file has more than ${bounds.characters} characters.`,
          text: '',
        },
      ],
    };
  }
  if (/^\uFEFF?\s*[{[]/.test(text)) {
    const document = readJson(text.replace(/^\uFEFF/, ''), bounds);
    if (document) {
      return { documents: [document], unreadable: [] };
    }
    if (text.length > maxParsedCharacters) {
      const message =
        'The JSON has a syntax error, is nested too deeply, or holds too many values.';
      return { documents: [], unreadable: [{ ...start, message, text: '' }] };
    }
  }

  const {
    documents: parsed,
    lines,
    stopped,
  } = parseYamlText(text, {
    ...bounds,
    tokens: Math.min(tokensPerNode * bounds.nodes, maxTokens),
  });

  const documents: YamlDocument[] = [];
  const unreadable: UnreadableDocument[] = [];
  for (const document of parsed) {
    const range = document.range ?? [0, text.length, text.length];
    const refuse = (message: string, offset: number) =>
      unreadable.push({
        ...placeAt(lines, offset),
        message: firstLine(message),
        text: text.slice(range[0], Math.max(range[2], range[0])),
      });
    const [error] = document.errors;
    if (error) {
      refuse(error.message, error.pos[0]);
      continue;
    }
    try {
      const data = yamlToJson(document.contents, bounds);
      if (data !== null) {
        documents.push({
          data,
          placeOf: path => placeAt(lines, offsetOf(document, path)),
        });
      }
    } catch (conversionError) {
      refuse(
        (conversionError as Error).message,
        conversionError instanceof YamlConversionError
          ? conversionError.offset
          : range[0],
      );
    }
  }
  if (stopped) {
    unreadable.push({
      ...placeAt(lines, stopped.offset),
      message: stopped.message,
      text: text.slice(parsed.at(-1)?.range?.[2] ?? 0),
    });
  }
  return { documents, unreadable };
}
