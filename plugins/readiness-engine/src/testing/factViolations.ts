/**
 * Where data of a fact does not fit its schema.
 *
 * Fact schemas are JSON Schema as data; those that were made of a zod schema
 * keep it, and its messages are the better ones.
 */
import {
  FactSchema,
  TypedFactSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { z } from 'zod';
import { isPlainObject } from '../catalog/boundedJson';

/** One fixture can break every rule; its author mends the first ones first. */
const maxViolations = 10;
const maxTextLength = 300;

const readers = new WeakMap<FactSchema, z.ZodType>();

function isTyped(schema: FactSchema): schema is TypedFactSchema<unknown> {
  return 'type' in schema && schema.type instanceof z.ZodType;
}

function readerOf(schema: FactSchema): z.ZodType {
  const known = readers.get(schema);
  if (known) {
    return known;
  }
  const reader = isTyped(schema)
    ? schema.type
    : z.fromJSONSchema(schema.schema as Parameters<typeof z.fromJSONSchema>[0]);
  readers.set(schema, reader);
  return reader;
}

function writePath(path: readonly PropertyKey[]): string {
  return path
    .map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
}

/** The innermost issues: of a choice, those of the alternative that fits best. */
function innermost(
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[],
): Array<{ path: readonly PropertyKey[]; issue: z.core.$ZodIssue }> {
  const at = [...path, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ path: at, issue }];
  }
  const deepest = issue.errors.reduce((best, errors) => {
    const depth = (issues: z.core.$ZodIssue[]) =>
      Math.max(...issues.map(each => each.path.length));
    return depth(errors) > depth(best) ? errors : best;
  });
  return deepest.flatMap(each => innermost(each, at));
}

function hasValueAt(data: unknown, path: readonly PropertyKey[]): boolean {
  let value = data;
  for (const key of path) {
    if (Array.isArray(value) && typeof key === 'number') {
      value = value[key];
    } else if (isPlainObject(value) && Object.hasOwn(value, key)) {
      value = value[String(key)];
    } else {
      return false;
    }
  }
  return value !== undefined;
}

function describe(
  fact: string,
  data: unknown,
  path: readonly PropertyKey[],
  issue: z.core.$ZodIssue,
): string[] {
  const where = `facts.${fact}${writePath(path)}`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => `${where} has no field "${key}"`);
  }
  if (!hasValueAt(data, path)) {
    return [`${where} is missing`];
  }
  return [`${where}: ${issue.message.replace(/^Invalid input: /, '')}`];
}

/**
 * Checks data of a fact against its schema.
 *
 * @returns one sentence for each violation, the path first, at most ten; empty where the data fits
 * @public
 */
export function factViolations(schema: FactSchema, data: unknown): string[] {
  let parsed: z.ZodSafeParseResult<unknown>;
  try {
    parsed = readerOf(schema).safeParse(data);
  } catch (error) {
    // A schema of somebody else can hold what zod does not know.
    return [
      `the schema of facts.${schema.collector} cannot be read: ${
        error instanceof Error ? error.message : String(error)
      }`,
    ];
  }
  if (parsed.success) {
    return [];
  }
  const sentences = parsed.error.issues
    .flatMap(issue => innermost(issue, []))
    .flatMap(({ path, issue }) =>
      describe(schema.collector, data, path, issue),
    );
  return [...new Set(sentences)]
    .slice(0, maxViolations)
    .map(sentence => sentence.slice(0, maxTextLength));
}
