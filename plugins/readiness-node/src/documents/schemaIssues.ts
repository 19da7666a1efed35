import { z } from 'zod';
import { DocumentPlace, YamlDocument } from './YamlDocument';

/** Most issues that are told of one document. */
const maxIssues = 5;

function pathText(path: ReadonlyArray<PropertyKey>): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') {
        return `[${step}]`;
      }
      return `${index === 0 ? '' : '.'}${String(step).slice(0, 100)}`;
    })
    .join('');
}

function issueText(issue: z.core.$ZodIssue): string {
  return issue.message
    .replace(/^Invalid input: /, '')
    .replace(/^expected (.*), received undefined$/, 'is missing, expected $1');
}

/**
 * Tells what a schema says against a document, each with its place.
 *
 * @param error - what the schema said about `document.data`, or about the part of it at `base`
 * @param document - where the places are looked up
 * @param base - path of the part that was validated. Default: the root
 * @returns at most five, in the schema's order
 *
 * @public
 */
export function schemaIssues(
  error: z.ZodError,
  document: YamlDocument,
  base: ReadonlyArray<PropertyKey> = [],
): Array<DocumentPlace & { message: string }> {
  return error.issues.slice(0, maxIssues).map(issue => ({
    ...document.placeOf([...base, ...issue.path]),
    message: [pathText(issue.path), issueText(issue)]
      .filter(Boolean)
      .join(': '),
  }));
}
