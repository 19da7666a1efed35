import { z } from 'zod';
import {
  askWhetherMeant,
  listNames,
  nearestName,
} from '../cel/types/nearestName';
import { describeIssue } from './describeIssue';
import { TextPlace, YamlDocument } from './YamlText';

/** A broken document can break every rule; an author mends the first ones first. */
const maxProblems = 20;

/** Keys below which a Backstage filter predicate stands. */
const predicateKeys = new Set(['target', 'when', 'appliesTo']);

/** The path of the predicate that a path leads into, or null. */
function findPredicate(
  path: ReadonlyArray<string | number>,
): Array<string | number> | null {
  const at = path.findIndex(key => predicateKeys.has(String(key)));
  return at > 0 && path[0] === 'spec' ? path.slice(0, at + 1) : null;
}

function writePath(path: ReadonlyArray<string | number>): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') {
      return `${text}[${key}]`;
    }
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

type Path = Array<string | number>;

/** A schema without what makes it optional, or is made of it. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) {
    return unwrap(schema.in);
  }
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodLazy;
  return isWrapped ? unwrap(schema.unwrap()) : schema;
}

/** The keys that a schema knows at a path; of a choice those of all that may stand there. */
function keysAt(wrapped: z.core.$ZodType, path: Path): string[] {
  const schema = unwrap(wrapped);
  const [step, ...below] = path;
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap(option => keysAt(option, path));
  }
  if (schema instanceof z.ZodObject) {
    const { shape } = schema;
    if (step === undefined) {
      return Object.keys(shape);
    }
    return Object.hasOwn(shape, step) ? keysAt(shape[step], below) : [];
  }
  if (schema instanceof z.ZodArray && typeof step === 'number') {
    return keysAt(schema.element, below);
  }
  return schema instanceof z.ZodRecord && step !== undefined
    ? keysAt(schema.valueType, below)
    : [];
}

function followValue(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    root,
  );
}

function writeMessage(
  issue: z.core.$ZodIssue,
  path: Path,
  document: YamlDocument,
  schema: z.core.$ZodType,
): string {
  const where = writePath(path);
  if (path.length > 0 && !document.has(path)) {
    return `${where} is missing`;
  }
  const value = followValue(document.value, path);
  const described = describeIssue(issue, value, keysAt(schema, path));
  return `${where ? `${where}: ` : ''}${described}`;
}

/** Keys that are not known, each with the one that was probably meant. */
class UnknownKeys {
  /** Written paths of keys that are missing only since they are mistyped. */
  readonly meant = new Set<string>();
  readonly #schema: z.core.$ZodType;
  readonly #document: YamlDocument;

  constructor(schema: z.core.$ZodType, document: YamlDocument) {
    this.#schema = schema;
    this.#document = document;
  }

  list(path: Path, keys: readonly string[]): SchemaProblem[] {
    const where = writePath(path);
    const free = keysAt(this.#schema, path).filter(
      key => !this.#document.has([...path, key]),
    );
    return keys.map(key => {
      const meant = nearestName(key, free);
      if (meant !== null) {
        this.meant.add(writePath([...path, meant]));
      }
      const hint =
        meant === null && free.length > 0
          ? `; it may also have ${listNames(free)}`
          : askWhetherMeant(key, free);
      return {
        message: `"${key}" is not known${where ? ` in ${where}` : ''}${hint}`,
        place: this.#document.placeOfKey(path, key),
      };
    });
  }
}

/** What a schema has against a document. */
interface SchemaProblem {
  message: string;
  place: TextPlace;
}

/**
 * What a schema has against a document, each with its place.
 *
 * @param schema - what the document was held against
 * @returns at most about twenty; a key that is mistyped is told once, not as a
 *   missing one as well
 */
export function listSchemaProblems(
  error: z.core.$ZodError,
  document: YamlDocument,
  schema: z.core.$ZodType,
): SchemaProblem[] {
  const unknown = new UnknownKeys(schema, document);
  const issues = error.issues.slice(0, maxProblems).map(issue => ({
    issue,
    path: issue.path.map(key => (typeof key === 'number' ? key : String(key))),
  }));
  const keys = issues.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys' && !findPredicate(path)
      ? unknown.list(path, issue.keys)
      : [],
  );
  const others = issues.flatMap(({ issue, path }): SchemaProblem[] => {
    const predicate = findPredicate(path);
    if (predicate && document.has(predicate)) {
      const message = `${writePath(
        predicate,
      )} is not a filter predicate, such as { kind: Component, spec.type: { $in: [service, website] } }`;
      return [{ message, place: document.placeOf(predicate) }];
    }
    if (
      issue.code === 'unrecognized_keys' ||
      unknown.meant.has(writePath(path))
    ) {
      return [];
    }
    return [
      {
        message: writeMessage(issue, path, document, schema),
        place: document.placeOf(path),
      },
    ];
  });
  return [...others, ...keys];
}
