import {
  parseYamlWithin,
  YamlExcess,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Composer, Document, LineCounter } from 'yaml';
import { tooDeep } from './yamlToJson';

/** A tree that is deeper is not given to the composer, which descends by recursion. */
const maxNesting = 200;

/** The first line of what a parser says, cut to what people read. */
export function firstLine(message: string): string {
  return message.split('\n')[0].slice(0, 300);
}

/** Bounds of a text. */
export interface ParseLimits {
  documents: number;
  /** Nesting; above {@link maxNesting} it makes no difference. */
  depth: number;
  /** As in the limits of `parseYamlWithin`. */
  tokens: number;
}

/** What a text holds, as far as it was read. */
export interface ParsedText {
  documents: Document[];
  lines: LineCounter;
  /** Where the reading stopped and why; what is there and after it is not among `documents`. */
  stopped: { offset: number; message: string } | null;
}

/**
 * Parses the documents of a YAML text, and stops where they become too much.
 *
 * Never throws: what is wrong with a document is among its errors. Keys that
 * are there twice, merge keys and aliases are left to the conversion to JSON.
 */
export function parseYamlText(text: string, limits: ParseLimits): ParsedText {
  const lines = new LineCounter();
  const composer = new Composer({
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents: Document[] = [];
  const tokens = parseYamlWithin(
    text,
    { ...limits, nesting: maxNesting },
    lines.addNewLine,
  );
  // A text may hold a million errors: with the stack of each they take more than a gigabyte.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    let step = tokens.next();
    while (!step.done) {
      documents.push(...composer.next(step.value));
      step = tokens.next();
    }
    documents.push(...composer.end());
    const excess = step.value;
    const stopped = excess && {
      offset: excess.offset,
      message: excessText(excess, limits),
    };
    return { documents, lines, stopped };
  } catch (error) {
    const offset = documents.at(-1)?.range?.[2] ?? 0;
    const message = firstLine((error as Error).message);
    return { documents, lines, stopped: { offset, message } };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function excessText({ limit }: YamlExcess, limits: ParseLimits): string {
  switch (limit) {
    case 'nesting':
      return tooDeep(Math.min(limits.depth, maxNesting));
    case 'documents':
      return `The file has more than ${limits.documents} documents.`;
    default:
      return `The file has more than ${limits.tokens} keys, values and signs.`;
  }
}
