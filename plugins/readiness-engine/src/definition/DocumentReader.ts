/**
 * Reads texts into documents of the right form, by kind. A document that has
 * not, becomes problems with file, line and column, and takes no other one down.
 */
import {
  CollectorDocument,
  collectorDocumentSchema,
  maxProblemMessageLength,
  Problem,
  PushedCollectorDocument,
  pushedCollectorDocumentSchema,
  saysPushed,
  Scorecard,
  ScorecardExtension,
  scorecardExtensionSchema,
  scorecardSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { z } from 'zod';
import { askWhetherMeant } from '../cel/types/nearestName';
import { ScorecardSource } from './CompiledScorecard';
import { listSchemaProblems } from './schemaProblems';
import { ScorecardProblem } from './ScorecardProblem';
import {
  isYamlProblem,
  readYamlText,
  TextPlace,
  YamlDocument,
} from './YamlText';

/** What can be written in a document. `ScorecardTest` documents are read by what runs them. */
const documentKinds = ['Scorecard', 'Collector', 'ScorecardTest'] as const;

/** @see documentKinds */
export type DocumentKind = (typeof documentKinds)[number];

/** A document of the right form, with its place. */
export interface ReadDocument<T> {
  definition: T;
  yaml: YamlDocument;
  source: string;
}

type Named = { metadata: { name: string } };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnown(kind: unknown): kind is DocumentKind {
  return documentKinds.some(known => known === kind);
}

function readName(value: unknown, source: string): string {
  const metadata = isObject(value) ? value.metadata : undefined;
  const name = isObject(metadata) ? metadata.name : undefined;
  return (typeof name === 'string' && name !== '' ? name : source).slice(
    0,
    300,
  );
}

/** What is wrong with a document whose kind is none; the keys that lead to the place. */
function describeKind(value: unknown): { message: string; path: string[] } {
  if (!isObject(value)) {
    return {
      message: 'a document is a map with apiVersion, kind, metadata and spec',
      path: [],
    };
  }
  const { kind } = value;
  if (kind === undefined || kind === null) {
    return {
      message: 'kind is missing; it says what the document is',
      path: [],
    };
  }
  const name = typeof kind === 'string' ? kind : JSON.stringify(kind);
  const hint =
    askWhetherMeant(name, documentKinds) ||
    `; known are ${documentKinds.join(', ')}`;
  return {
    message: `kind "${name.slice(0, 100)}" is not known${hint}`,
    path: ['kind'],
  };
}

/** @see DocumentReader.ts */
export class DocumentReader {
  readonly problems: Problem[] = [];
  readonly scorecards = new Map<string, ReadDocument<Scorecard>>();
  readonly extensions: Array<ReadDocument<ScorecardExtension>> = [];
  readonly collectors = new Map<
    string,
    ReadDocument<CollectorDocument | PushedCollectorDocument>
  >();

  /**
   * @param kinds - which documents are read; those of the other known kinds are
   *   left alone, since they may stand beside them
   */
  constructor(readonly kinds: ReadonlySet<DocumentKind>) {}

  /** Reads all documents of a text. Never throws. */
  read({ source, text }: ScorecardSource): void {
    for (const document of readYamlText(text)) {
      if (isYamlProblem(document)) {
        const { message, place, excerpt } = document;
        this.#report(source, source, message, { place, excerpt });
      } else if (document.value !== null) {
        this.#readDocument(source, document);
      }
    }
  }

  /** Problems of a document that has the right form. */
  reportAll(
    { yaml, source, definition }: ReadDocument<Named>,
    problems: readonly ScorecardProblem[],
  ): void {
    const { name } = definition.metadata;
    const told = new Set<string>();
    for (const { path, offset, end, message } of problems) {
      // The same mistake again in the same expression says nothing new.
      const what = JSON.stringify([path, message]);
      if (told.has(what)) {
        continue;
      }
      told.add(what);
      const isInText = end !== undefined;
      const place = yaml.placeOf(path, isInText ? offset : undefined);
      const last =
        isInText && end > offset ? yaml.placeOf(path, end - 1) : place;
      const excerpt = yaml.excerptAt(place, last);
      this.#report(source, name, message, { place, excerpt });
    }
  }

  #report(
    source: string,
    name: string,
    message: string,
    { place, excerpt }: { place?: TextPlace; excerpt?: string },
  ): void {
    this.problems.push({
      subject: 'definition',
      name,
      reporter: 'definitions',
      message: message.slice(0, maxProblemMessageLength),
      source,
      ...place,
      ...(excerpt !== undefined && { excerpt }),
    });
  }

  #readDocument(source: string, yaml: YamlDocument): void {
    const { value } = yaml;
    const kind = isObject(value) ? value.kind : undefined;
    if (!isKnown(kind)) {
      const { message, path } = describeKind(value);
      const name = readName(value, source);
      const place = yaml.placeOf(path);
      const excerpt = yaml.excerptAt(place);
      this.#report(source, name, message, { place, excerpt });
      return;
    }
    if (!this.kinds.has(kind)) {
      return;
    }
    if (kind === 'Scorecard') {
      this.#readScorecard(source, yaml);
    } else if (kind === 'Collector') {
      const schema = saysPushed(value)
        ? pushedCollectorDocumentSchema
        : collectorDocumentSchema;
      const parsed: z.ZodSafeParseResult<
        CollectorDocument | PushedCollectorDocument
      > = schema.safeParse(value);
      if (this.#isGood(parsed, source, yaml, schema)) {
        this.#keep(this.collectors, { definition: parsed.data, yaml, source });
      }
    }
  }

  #readScorecard(source: string, yaml: YamlDocument): void {
    const { spec } = yaml.value as Record<string, unknown>;
    if (isObject(spec) && 'extends' in spec) {
      const parsed = scorecardExtensionSchema.safeParse(yaml.value);
      if (this.#isGood(parsed, source, yaml, scorecardExtensionSchema)) {
        this.extensions.push({ definition: parsed.data, yaml, source });
      }
      return;
    }
    const parsed = scorecardSchema.safeParse(yaml.value);
    if (this.#isGood(parsed, source, yaml, scorecardSchema)) {
      this.#keep(this.scorecards, { definition: parsed.data, yaml, source });
    }
  }

  #isGood<T>(
    parsed: z.ZodSafeParseResult<T>,
    source: string,
    yaml: YamlDocument,
    schema: z.ZodType,
  ): parsed is z.ZodSafeParseSuccess<T> {
    if (parsed.success) {
      return true;
    }
    const name = readName(yaml.value, source);
    for (const { message, place } of listSchemaProblems(
      parsed.error,
      yaml,
      schema,
    )) {
      const excerpt = yaml.excerptAt(place);
      this.#report(source, name, message, { place, excerpt });
    }
    return false;
  }

  #keep<T extends Named & { kind: string }>(
    kept: Map<string, ReadDocument<T>>,
    read: ReadDocument<T>,
  ): void {
    const { name } = read.definition.metadata;
    const other = kept.get(name);
    if (!other) {
      kept.set(name, read);
      return;
    }
    const what = read.definition.kind.toLowerCase();
    this.reportAll(read, [
      {
        path: ['metadata', 'name'],
        offset: 0,
        message: `there already is a ${what} "${name}" in ${other.source}; this one is left out`,
      },
    ]);
  }
}
