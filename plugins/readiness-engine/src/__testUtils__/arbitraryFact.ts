/**
 * Facts made up from their JSON Schemas, for property tests.
 *
 * Every answer fits the schema and is plain JSON: ordinary prototypes, no
 * `undefined`, no negative zero. Values are drawn from where conditions look:
 * small counts, dates around {@link arbitraryToday}, versions, paths, words of
 * the fact's own example, and whatever texts the caller adds.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';

/** The day around which dates are made up. */
export const arbitraryToday = '2026-06-15';

const dayInMilliseconds = 86_400_000;
/** Beyond this a schema has no end: it can only be a cycle. */
const maxDepth = 12;

/** ISO 8601 times in UTC, from 500 days before {@link arbitraryToday} to 30 after. */
export const arbitraryTime: fc.Arbitrary<string> = fc
  .integer({ min: -500 * 24, max: 30 * 24 })
  .map(hours =>
    new Date(Date.parse(arbitraryToday) + hours * 3_600_000).toISOString(),
  );

/** Dates as `YYYY-MM-DD`, of the same range. */
export const arbitraryDate: fc.Arbitrary<string> = fc
  .integer({ min: -500, max: 30 })
  .map(days =>
    new Date(Date.parse(arbitraryToday) + days * dayInMilliseconds)
      .toISOString()
      .slice(0, 10),
  );

const versions = fc.constantFrom(
  '1.4.2',
  'v2.0.0-rc.1',
  '3.0',
  '18',
  'main',
  '',
);

const plainTexts = [
  '',
  'a',
  'orders',
  'main',
  'high',
  'EUR',
  '1.4.2',
  'v2.0.0-rc.1',
  'docs/runbook.md',
  'https://example.com/a',
];

/** A JSON Schema, as far as it is looked at here. */
interface Schema {
  type?: string | string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: JsonValue[];
  const?: JsonValue;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  description?: string;
}

/** What is carried down a schema. */
interface Place {
  /** Texts that a string may be, beside the ordinary ones. */
  texts: readonly string[];
  /** Name of the property. */
  name: string;
  depth: number;
}

function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [];
}

function toText(schema: Schema, { texts, name }: Place): fc.Arbitrary<string> {
  if (schema.format === 'date') {
    return arbitraryDate;
  }
  if (schema.format === 'date-time') {
    return arbitraryTime;
  }
  if (schema.format === 'uri') {
    return fc.webUrl();
  }
  const isDate =
    /(At|On|Date|Day|date|day|since|until|Since|Until|Seen)$/.test(name) ||
    /\bISO\b.*\b(date|time)\b/i.test(schema.description ?? '');
  const words = fc.constantFrom(...new Set([...plainTexts, ...texts]));
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const isVersion = /version$/i.test(name);
  const word = fc.oneof(
    { arbitrary: isVersion ? versions : words, weight: 8 },
    fc.string({ maxLength: 6 }),
  );
  const text = isDate
    ? fc.oneof(
        { arbitrary: arbitraryTime, weight: 3 },
        { arbitrary: arbitraryDate, weight: 3 },
      )
    : word;
  const fits = (value: string) =>
    value.length >= minLength && value.length <= maxLength;
  return pattern
    ? fc.stringMatching(new RegExp(pattern)).filter(fits)
    : text.filter(fits);
}

function toNumber(schema: Schema, isInteger: boolean): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const step = isInteger ? 1 : 0.01;
  const low = Math.max(
    minimum ?? (exclusiveMinimum === undefined ? 0 : -Infinity),
    exclusiveMinimum === undefined ? -Infinity : exclusiveMinimum + step,
    Number.MIN_SAFE_INTEGER,
  );
  const high = Math.min(
    maximum ?? Infinity,
    exclusiveMaximum === undefined ? Infinity : exclusiveMaximum - step,
    Number.MAX_SAFE_INTEGER,
  );
  const whole = (limit: number) =>
    fc.integer({
      min: Math.ceil(low),
      max: Math.max(Math.ceil(low), Math.floor(Math.min(high, low + limit))),
    });
  if (isInteger) {
    return fc.oneof(whole(5), whole(2_000));
  }
  const top = Math.min(high, low + 2_000);
  const fraction = fc
    .integer({ min: 0, max: 1_000 })
    .map(part => low + ((top - low) * part) / 1_000);
  const small = fc
    .integer({ min: 0, max: 100 })
    .map(part => low + (Math.min(high, low + 1) - low) * (part / 100));
  return Math.ceil(low) <= Math.floor(high)
    ? fc.oneof(whole(5), whole(2_000), fraction, small)
    : small;
}

function toObject(schema: Schema, place: Place): fc.Arbitrary<JsonObject> {
  const properties = Object.entries(schema.properties ?? {});
  const known = fc.record(
    Object.fromEntries(
      properties.map(([name, each]) => [
        name,
        toValue(each, below(place, name)),
      ]),
    ),
    { requiredKeys: schema.required ?? [], noNullPrototype: true },
  );
  const others = schema.additionalProperties ?? {};
  if (typeof others === 'boolean' ? !others : properties.length > 0) {
    return known;
  }
  const key = schema.propertyNames
    ? toValue({ type: 'string', ...schema.propertyNames }, below(place, ''))
    : fc.constantFrom('a', 'b', 'orders', ...place.texts.slice(0, 20));
  return fc.dictionary(
    key.map(String).filter(name => name !== '__proto__'),
    toValue(typeof others === 'boolean' ? {} : others, below(place, '')),
    { maxKeys: 3, noNullPrototype: true },
  );
}

function toList(schema: Schema, place: Place): fc.Arbitrary<JsonValue[]> {
  if (schema.prefixItems) {
    return fc.tuple(
      ...schema.prefixItems.map(each => toValue(each, below(place, ''))),
    );
  }
  const minLength = schema.minItems ?? 0;
  return fc.array(toValue(schema.items ?? {}, below(place, place.name)), {
    minLength,
    maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 3, 3)),
  });
}

function below(place: Place, name: string): Place {
  return { ...place, name, depth: place.depth + 1 };
}

function toValue(schema: Schema, place: Place): fc.Arbitrary<JsonValue> {
  if (place.depth > maxDepth) {
    throw new Error(`The schema of ${place.name} is nested too deeply`);
  }
  if ('$ref' in schema || 'allOf' in schema) {
    throw new Error(`The schema of ${place.name} is not of the known form`);
  }
  if (schema.const !== undefined) {
    return fc.constant(schema.const);
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const { description } = schema;
    return fc.oneof(
      ...choices.map(choice => toValue({ description, ...choice }, place)),
    );
  }
  if (Array.isArray(schema.type)) {
    return fc.oneof(
      ...schema.type.map(type => toValue({ ...schema, type }, place)),
    );
  }
  switch (schema.type) {
    case 'object':
      return toObject(schema, place);
    case 'array':
      return toList(schema, place);
    case 'string':
      return toText(schema, place);
    case 'number':
      return toNumber(schema, false);
    case 'integer':
      return toNumber(schema, true);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc
        .jsonValue({ maxDepth: 2 })
        .map(value => JSON.parse(JSON.stringify(value)) as JsonValue);
  }
}

/**
 * Makes up data of a fact.
 *
 * @param schema - of the fact
 * @param texts - further texts that strings may be, such as those that conditions ask for
 * @throws Error for a schema that is not of the form that {@link FactSchema} describes
 */
export function arbitraryFact(
  schema: FactSchema,
  texts: readonly string[] = [],
): fc.Arbitrary<JsonObject> {
  const own = textsIn(schema.example ?? {});
  return toObject(schema.schema as Schema, {
    texts: [...new Set([...own, ...texts])],
    name: schema.collector,
    depth: 0,
  });
}
