import { z } from 'zod';
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

function writeMessage(
  issue: z.core.$ZodIssue,
  path: ReadonlyArray<string | number>,
  document: YamlDocument,
): string {
  const where = writePath(path);
  if (path.length > 0 && !document.has(path)) {
    return `${where} is missing`;
  }
  return `${where ? `${where}: ` : ''}${issue.message}`;
}

/**
 * What a schema has against a document, each with its place.
 */
export function listSchemaProblems(
  error: z.core.$ZodError,
  document: YamlDocument,
): Array<{ message: string; place: TextPlace }> {
  return error.issues.slice(0, maxProblems).flatMap(issue => {
    const path = issue.path.map(key =>
      typeof key === 'number' ? key : String(key),
    );
    const predicate = findPredicate(path);
    if (predicate && document.has(predicate)) {
      const message = `${writePath(
        predicate,
      )} is not a filter predicate, such as { kind: Component, spec.type: { $in: [service, website] } }`;
      return [{ message, place: document.placeOf(predicate) }];
    }
    if (issue.code === 'unrecognized_keys') {
      const where = writePath(path);
      return issue.keys.map(key => ({
        message: `"${key}" is not known${where ? ` in ${where}` : ''}`,
        place: document.placeOfKey(path, key),
      }));
    }
    return [
      {
        message: writeMessage(issue, path, document),
        place: document.placeOf(path),
      },
    ];
  });
}
