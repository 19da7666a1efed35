import { JsonObject, JsonValue } from '@backstage/types';
import { maxProblemMessageLength } from '@team-readiness/backstage-plugin-readiness-common';
import {
  readYamlDocuments,
  schemaIssues,
  YamlDocument,
} from '@team-readiness/backstage-plugin-readiness-node';
import { z } from 'zod';
import { DeclaredSlo, DeclaredSlos } from './DeclaredSlo';

/** Most entries of a list of objects. */
const maxListed = 1_000;

/** Place of a value within the document that is read. */
export type PlaceOf = (path: ReadonlyArray<PropertyKey>) => {
  line: number;
  column: number;
};

/** One format of documents, among others that may lie in the same file. */
export interface DeclaredFormat<T> {
  /** For people, e.g. `Sloth`. */
  title: string;
  /** Does a text that cannot be parsed claim to be of it? */
  claims(text: string): boolean;
  /** Its schema, where the document is of the format. */
  schemaOf(data: JsonObject): z.ZodType<T> | undefined;
  /** The SLOs of a valid document. */
  slosOf(data: T, place: PlaceOf): Omit<DeclaredSlo, 'source'>[];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a document: itself, or those of a Kubernetes list. */
function objectsOf(
  data: JsonValue,
): Array<{ data: JsonObject; base: PropertyKey[] }> {
  if (!isObject(data)) {
    return [];
  }
  const isList = typeof data.kind === 'string' && data.kind.endsWith('List');
  return isList && Array.isArray(data.items)
    ? data.items
        .slice(0, maxListed)
        .flatMap((item, index) =>
          isObject(item) ? [{ data: item, base: ['items', index] }] : [],
        )
    : [{ data, base: [] }];
}

/**
 * Reads the documents of one format in a YAML or JSON text. Whatever else it holds is passed over
 * in silence. A document with one thing wrong is broken as a whole, as the tool itself makes nothing
 * of it.
 *
 * Never throws.
 *
 * @param text - content of the file
 * @param source - its path, named in problems
 */
export function readDeclaredDocuments<T>(
  text: string,
  source: string,
  format: DeclaredFormat<T>,
): DeclaredSlos {
  const found: DeclaredSlos = { claimed: 0, broken: 0, slos: [], problems: [] };
  const refuse = (message: string, place: { line: number; column: number }) => {
    found.claimed += 1;
    found.broken += 1;
    found.problems.push({
      subject: 'file',
      name: source.slice(0, 300),
      reporter: 'slo',
      message: message.slice(0, maxProblemMessageLength),
      source,
      line: place.line,
      column: place.column,
    });
  };
  const { documents, unreadable } = readYamlDocuments(text);
  for (const document of unreadable) {
    if (document.text !== '' && format.claims(document.text)) {
      refuse(`The file cannot be read. ${document.message}`, document);
    }
  }
  const readOne = (
    document: YamlDocument,
    data: JsonObject,
    base: PropertyKey[],
  ) => {
    const schema = format.schemaOf(data);
    if (!schema) {
      return;
    }
    const parsed = schema.safeParse(data);
    if (!parsed.success) {
      const issues = schemaIssues(parsed.error, document, base);
      refuse(
        `The document is not valid for ${format.title}: ${issues
          .map(issue => `${issue.message} (line ${issue.line})`)
          .join('; ')}.`,
        issues[0],
      );
      return;
    }
    found.claimed += 1;
    const place: PlaceOf = path => document.placeOf([...base, ...path]);
    found.slos.push(
      ...format.slosOf(parsed.data, place).map(slo => ({ ...slo, source })),
    );
  };
  for (const document of documents) {
    for (const { data, base } of objectsOf(document.data)) {
      readOne(document, data, base);
    }
  }
  found.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return found;
}

/** The first of the keys that holds a text which is not blank. */
export function textAt(map: unknown, keys: readonly string[]): string | null {
  if (typeof map !== 'object' || map === null) {
    return null;
  }
  for (const key of keys) {
    const value = Object.hasOwn(map, key)
      ? (map as Record<string, unknown>)[key]
      : undefined;
    if (typeof value === 'string' && value.trim() !== '') {
      return value.trim();
    }
  }
  return null;
}
