/**
 * The `Collector` document: a recipe by which a fact is observed over HTTP,
 * without code.
 *
 * A request is made for each entity, or one for all of them, and CEL turns its
 * answer into the fact: one of its own, or one that Readiness describes already
 * and that nothing observes yet.
 */
import { z } from 'zod';
import { factSchemas } from '../facts/factSchemas';
import {
  apiVersion,
  cel,
  entityRef,
  id,
  predicate,
  text,
} from './documentFields';
import { factTypeSchema, propertyName } from './FactType';
import { paginationSchema, wholeAnswer } from './RecipePagination';
import { lookupsSchema, requestSchema } from './RecipeRequest';
import { jsonObject, recipeTestSchema } from './RecipeTest';

const durationPattern = /^([1-9]\d{0,4}) ?(m|minutes?|h|hours?|d|days?)$/;
const minutes = { m: 1, h: 60, d: 1_440 };

/** A time as documents write it. */
export const durationSchema = z
  .string()
  .regex(
    durationPattern,
    'must be a time such as "30 minutes", "6 hours" or "1 day"',
  );

/**
 * @param time - a duration of a `Collector` document, e.g. `6 hours`
 * @returns minutes; NaN for what is none
 * @public
 */
export function readMinutes(time: string): number {
  const [, count, unit] = durationPattern.exec(time) ?? [];
  return unit === undefined
    ? NaN
    : Number(count) * minutes[unit[0] as keyof typeof minutes];
}

const mappingSchema = z.strictObject({
  rows: cel
    .optional()
    .describe('Of a bulk request: CEL over `response`, the list of rows.'),
  entityRef: cel
    .optional()
    .describe(
      'Of a bulk request: CEL over `row`, the ref of the entity that it is about, e.g. `"component:default/" + row.key`.',
    ),
  rowKey: cel
    .optional()
    .describe(
      'Of a bulk request, in place of `entityRef`: CEL over `row`, the text or number by which an entity names it.',
    ),
  entityKey: cel
    .optional()
    .describe(
      'Beside `rowKey`: CEL over `entity`, its key or a list of keys, e.g. the value of an annotation.',
    ),
  properties: z
    .record(propertyName, cel)
    .describe(
      'CEL by property of the fact: over `response`, `lookups`, `entity` and `now`; of a bulk request over `row`, or all its `rows`, as well.',
    ),
});

/** What the fact of a `Collector` document looks like. */
export const factSchema = z.strictObject({
  schema: factTypeSchema.describe(
    'JSON Schema of the fact: an object with properties.',
  ),
  example: jsonObject.describe('Data that fits the schema.'),
});

type Fact = z.output<typeof factSchema>;

/** Says of a fact what its schema cannot say. */
export function reportFactShape(fact: Fact, context: z.RefinementCtx): void {
  if (fact.schema.type !== 'object') {
    context.addIssue({
      code: 'custom',
      path: ['fact', 'schema'],
      message: 'a fact is an object with properties',
    });
  }
}

const specSchema = z
  .strictObject({
    target: predicate.describe('Entities that it is observed of.'),
    frequency: durationSchema.describe('How often it looks, e.g. `6 hours`.'),
    timeToLive: durationSchema.describe(
      'How long an observation is good for; longer than `frequency`.',
    ),
    fact: factSchema
      .optional()
      .describe(
        'What conditions read as `facts.<name>`. Left out where the name is that of a fact which Readiness describes, e.g. `on-call` (`readiness facts`).',
      ),
    request: requestSchema.describe('What is asked, and where.'),
    pagination: paginationSchema
      .default(wholeAnswer)
      .describe(
        'How an answer of several pages goes on. Default: it does not.',
      ),
    lookups: lookupsSchema.describe(
      'Of a request per entity: further requests that depend on its answer, asked in order.',
    ),
    rateLimit: z
      .strictObject({
        requestsPerMinute: z
          .number()
          .int()
          .min(1)
          .max(6_000)
          .describe(
            'Of each replica: one of them runs a collector at a time; others may ask when somebody presses Refresh.',
          ),
      })
      .default({ requestsPerMinute: 60 })
      .describe('How fast it may ask. Default: 60 requests a minute.'),
    mapping: mappingSchema.describe('From the answer to the fact.'),
    tests: z
      .array(recipeTestSchema)
      .max(100)
      .default([])
      .describe('Answers, and what has to become of them.'),
  })
  .superRefine((spec, context) => {
    const { frequency, timeToLive, request, mapping, lookups, fact } = spec;
    const report = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (readMinutes(timeToLive) <= readMinutes(frequency)) {
      report(
        ['timeToLive'],
        'must be longer than the frequency, or facts go stale between two looks',
      );
    }
    if (request.per === 'bulk' && lookups.length > 0) {
      report(['lookups'], 'only a request per entity has lookups');
    }
    reportRows(request.per, mapping, report);
    if (fact) {
      reportFactShape(fact, context);
      reportMapping(fact, mapping, report);
    }
  });

type Report = (path: string[], message: string) => void;

/** What a mapping says of rows, and must not or has to. */
function reportRows(
  per: 'entity' | 'bulk',
  mapping: z.output<typeof mappingSchema>,
  report: Report,
): void {
  if (per === 'entity') {
    for (const key of ['rows', 'entityRef', 'rowKey', 'entityKey'] as const) {
      if (mapping[key] !== undefined) {
        report(['mapping', key], 'only a bulk request has rows');
      }
    }
    return;
  }
  if (mapping.rows === undefined) {
    report(['mapping'], 'a bulk request needs "rows"');
  }
  const { entityRef: ref, rowKey, entityKey } = mapping;
  if (ref === undefined && rowKey === undefined && entityKey === undefined) {
    report(
      ['mapping'],
      'a bulk request needs "entityRef", or "rowKey" and "entityKey"',
    );
  } else if ((rowKey === undefined) !== (entityKey === undefined)) {
    report(['mapping'], '"rowKey" and "entityKey" go together');
  } else if (ref !== undefined && rowKey !== undefined) {
    report(['mapping', 'entityRef'], 'stands in place of "rowKey"');
  }
}

/** Does a mapping give what the schema of the fact asks for? */
function reportMapping(
  { schema }: Fact,
  mapping: z.output<typeof mappingSchema>,
  report: Report,
): void {
  const { properties = {}, required = [] } = schema;
  for (const name of Object.keys(mapping.properties)) {
    if (!Object.hasOwn(properties, name)) {
      report(
        ['mapping', 'properties', name],
        'there is no such property in the schema of the fact',
      );
    }
  }
  for (const name of required) {
    if (!Object.hasOwn(mapping.properties, name)) {
      report(
        ['mapping', 'properties'],
        `"${name}" is required, but not mapped`,
      );
    }
  }
}

/** The fact that Readiness describes itself under a name, as a document would. */
function findDescribedFact(name: string): Fact | undefined {
  const described = factSchemas.find(({ collector }) => collector === name);
  return factSchema.safeParse({
    schema: described?.schema,
    example: described?.example,
  }).data;
}

/** Names of a `Collector` document. */
export const collectorMetadataSchema = z
  .strictObject({
    name: id.describe('Id of the fact: `facts.<name>` in conditions.'),
    title: text(80).describe('What the fact is called in a sentence.'),
    description: text(1_000).describe(
      'What is observed, and where it comes from.',
    ),
    owner: entityRef
      .optional()
      .describe('Whom to tell that it is wrong or fails.'),
  })
  .describe('Its names.');

/**
 * Schema of a `Collector` document that is a recipe, as parsed from YAML. A fact that is left out
 * is filled in.
 *
 * @public
 */
export const collectorDocumentSchema = z
  .strictObject({
    apiVersion,
    kind: z.literal('Collector').describe('What the document is.'),
    metadata: collectorMetadataSchema,
    spec: specSchema.describe('The recipe.'),
  })
  .transform((document, context) => {
    const { metadata, spec } = document;
    const fact = spec.fact ?? findDescribedFact(metadata.name);
    if (!fact) {
      context.addIssue({
        code: 'custom',
        path: ['metadata', 'name'],
        message: `Readiness describes no fact "${metadata.name}" that a recipe could observe; describe one of your own in spec.fact`,
      });
      return z.NEVER;
    }
    if (!spec.fact) {
      reportMapping(fact, spec.mapping, (path, message) =>
        context.addIssue({ code: 'custom', path: ['spec', ...path], message }),
      );
    }
    return { ...document, spec: { ...spec, fact } };
  });

/**
 * A `Collector` document with defaults filled in.
 *
 * @public
 */
export type CollectorDocument = z.output<typeof collectorDocumentSchema>;

/**
 * The request of a recipe, with defaults filled in.
 *
 * @public
 */
export type RecipeRequest = CollectorDocument['spec']['request'];

/**
 * A further request about an entity, with defaults filled in.
 *
 * @public
 */
export type RecipeLookup = CollectorDocument['spec']['lookups'][number];

/**
 * How an answer of several pages goes on, with defaults filled in.
 *
 * @public
 */
export type RecipePagination = CollectorDocument['spec']['pagination'];

/**
 * A test of a recipe, with defaults filled in.
 *
 * @public
 */
export type RecipeTest = CollectorDocument['spec']['tests'][number];
