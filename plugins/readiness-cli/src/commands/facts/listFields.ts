import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';

/** A field of a fact. */
export interface FactField {
  /** As a condition reads it below the fact: `slos[].name`; a map's values are `levels.*`. */
  path: string;
  /** `string`, `number`, `bool`, `map`, `list`, with `or null` where it may be; values of an enumeration. */
  type: string;
  description: string;
}

const maxDepth = 12;

/** What the types of JSON Schema are called in conditions. */
const typeNames: Record<string, string> = {
  object: 'map',
  array: 'list',
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'bool',
};

function typeOf(schema: Record<string, unknown>): string {
  if (Array.isArray(schema.enum)) {
    return schema.enum
      .filter(value => value !== null)
      .map(value => JSON.stringify(value))
      .join(' | ');
  }
  if ('const' in schema) {
    return JSON.stringify(schema.const);
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types
    .filter(type => type !== 'null')
    .map(type => typeNames[String(type)] ?? 'any')
    .join(' | ');
}

/** A schema without null among its alternatives, and whether it was there. */
function withoutNull(schema: Record<string, unknown>): {
  schemas: Record<string, unknown>[];
  isNullable: boolean;
} {
  if (!Array.isArray(schema.anyOf)) {
    const { type } = schema;
    const isNullable = Array.isArray(type) && type.includes('null');
    return { schemas: [schema], isNullable };
  }
  const all = schema.anyOf.filter(isPlainObject);
  const schemas = all.filter(({ type }) => type !== 'null');
  return { schemas, isNullable: schemas.length < all.length };
}

function walk(
  schema: unknown,
  path: string,
  description: string,
  depth: number,
): FactField[] {
  if (!isPlainObject(schema) || depth > maxDepth) {
    return [];
  }
  const { schemas, isNullable } = withoutNull(schema);
  const types = schemas.map(typeOf).join(' | ');
  const own = path
    ? [{ path, type: isNullable ? `${types} or null` : types, description }]
    : [];
  return [...own, ...schemas.flatMap(each => walkChildren(each, path, depth))];
}

function textOf(schema: unknown): string {
  return isPlainObject(schema) && typeof schema.description === 'string'
    ? schema.description
    : '';
}

function walkChildren(
  schema: Record<string, unknown>,
  path: string,
  depth: number,
): FactField[] {
  const { properties, items, additionalProperties } = schema;
  const fields = Object.entries(isPlainObject(properties) ? properties : {});
  const named = fields.flatMap(([key, child]) => {
    const isName = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
    const step = isName ? `.${key}` : `[${JSON.stringify(key)}]`;
    const below = path || !isName ? `${path}${step}` : key;
    return walk(child, below, textOf(child), depth + 1);
  });
  const others =
    isPlainObject(additionalProperties) &&
    Object.keys(additionalProperties).length > 0
      ? walk(
          additionalProperties,
          `${path}.*`,
          textOf(additionalProperties),
          depth + 1,
        )
      : [];
  return [...named, ...walkItems(items, path, depth), ...others];
}

/** The items of a list need a row of their own only where they are no maps. */
function walkItems(items: unknown, path: string, depth: number): FactField[] {
  if (!isPlainObject(items)) {
    return [];
  }
  const fields = walk(items, `${path}[]`, textOf(items), depth + 1);
  return fields[0]?.type === 'map' ? fields.slice(1) : fields;
}

/** The fields of a fact, in the order of the schema. */
export function listFields({ schema }: FactSchema): FactField[] {
  return walk(schema, '', '', 0);
}

/** How a condition names a fact: `facts.slo`, `facts["model-cards"]`. */
export function factPath(collector: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(collector)
    ? `facts.${collector}`
    : `facts[${JSON.stringify(collector)}]`;
}
