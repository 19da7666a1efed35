/**
 * The `Collector` document: a recipe by which a fact is observed over HTTP,
 * without code.
 *
 * A request is made for each entity, or one for all of them, and CEL turns its
 * answer into the fact. Secrets are never in a document: a header takes them
 * from the configuration by name. The host stands in the document, so that a
 * catalog entry can never say where a request goes.
 */
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import {
  apiVersion,
  cel,
  entityRef,
  id,
  predicate,
  text,
} from './documentFields';
import { factTypeSchema, propertyName } from './FactType';

// Without flags: JSON Schema knows none.
const urlPattern = /^https?:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?(?:\/|$)/;
const durationPattern = /^([1-9]\d{0,4}) ?(m|minutes?|h|hours?|d|days?)$/;
const minutes = { m: 1, h: 60, d: 1_440 };
/** Headers by which a caller proves who it is. */
const secretHeader =
  /^(?:proxy-)?authorization$|cookie|token|secret|password|api-?key|credential/i;

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
 */
export function readMinutes(time: string): number {
  const [, count, unit] = durationPattern.exec(time) ?? [];
  return unit === undefined
    ? NaN
    : Number(count) * minutes[unit[0] as keyof typeof minutes];
}

const headerSchema = z.union([
  z.strictObject({
    from: id.describe(
      'Name of a configured value, for secrets: `readiness.http.values.<name>`.',
    ),
  }),
  z.strictObject({ value: text(500).describe('The value as it is sent.') }),
]);

const requestSchema = z
  .strictObject({
    per: z
      .enum(['entity', 'bulk'])
      .describe(
        '`entity`: one request for each entity; `bulk`: one for all of them.',
      ),
    method: z.enum(['GET', 'POST']).default('GET').describe('HTTP method.'),
    url: z
      .string()
      .max(2_000)
      .regex(
        urlPattern,
        'must begin with http:// or https:// and a host, without values or a user in it',
      )
      .describe(
        'Address; behind the host it may hold values, which are percent-encoded: `https://quality.example.com/api/measures?component={{ entity.metadata.name }}`.',
      ),
    headers: z
      .record(
        z
          .string()
          .max(63)
          .regex(/^[A-Za-z0-9-]+$/),
        headerSchema,
      )
      .default({})
      .describe('Headers by name.'),
    body: cel
      .optional()
      .describe('Of a POST: CEL over `entity` whose value is sent as JSON.'),
  })
  .superRefine(({ method, headers, body }, context) => {
    if (body !== undefined && method !== 'POST') {
      context.addIssue({
        code: 'custom',
        path: ['body'],
        message: 'only a POST has a body',
      });
    }
    for (const [name, header] of Object.entries(headers)) {
      if ('value' in header && secretHeader.test(name)) {
        context.addIssue({
          code: 'custom',
          path: ['headers', name],
          message:
            'a secret does not stand in a document; name a configured value by "from"',
        });
      }
    }
  });

const items = cel.describe(
  'CEL over the `response` of one page: its list. The lists of all pages together are the `response` of the mapping.',
);
const maxPages = z
  .number()
  .int()
  .min(1)
  .max(1_000)
  .default(100)
  .describe('Where to stop. Default: 100.');
const parameter = z
  .string()
  .max(63)
  .regex(/^[\w.-]+$/);

const paginationSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('none').describe('The answer is whole.'),
  }),
  z.strictObject({
    type: z
      .literal('link-header')
      .describe(
        'The next page is the `next` of the header `Link` (RFC 8288), on the same host.',
      ),
    items,
    maxPages,
  }),
  z.strictObject({
    type: z
      .literal('cursor')
      .describe('Each page holds the mark of the next one.'),
    cursor: cel.describe(
      'CEL over `response`: the mark; null or "" at the end.',
    ),
    parameter: parameter.describe('Query parameter that takes the mark.'),
    items,
    maxPages,
  }),
  z.strictObject({
    type: z
      .literal('page')
      .describe('Pages have numbers; an empty one is behind the last.'),
    parameter: parameter.describe('Query parameter that takes the number.'),
    first: z
      .number()
      .int()
      .min(0)
      .max(1)
      .default(1)
      .describe('Number of the first page. Default: 1.'),
    items,
    maxPages,
  }),
]);

const mappingSchema = z.strictObject({
  rows: cel
    .optional()
    .describe('Of a bulk request: CEL over `response`, the list of rows.'),
  entityRef: cel
    .optional()
    .describe(
      'Of a bulk request: CEL over `row`, the ref of the entity that it is about, e.g. `"component:default/" + row.key`.',
    ),
  properties: z
    .record(propertyName, cel)
    .describe(
      'CEL by property of the fact: over `response` and `entity`, or over `row` and `response` of a bulk request.',
    ),
});

const jsonObject = z.record(
  z.string(),
  z.unknown(),
) as unknown as z.ZodType<JsonObject>;

const testSchema = z.strictObject({
  name: text(120).describe('What is special about it.'),
  response: z.unknown().describe('The answer of the service, as JSON.'),
  entity: jsonObject
    .optional()
    .describe('The entity that it is about; of a bulk request left out.'),
  expect: jsonObject.describe(
    'The fact; of a bulk request the facts by entity ref.',
  ),
});

/** What the fact of a `Collector` document looks like. */
export const factSchema = z.strictObject({
  schema: factTypeSchema.describe(
    'JSON Schema of the fact: an object with properties.',
  ),
  example: jsonObject.describe('Data that fits the schema.'),
});

/** Says of a fact what its schema cannot say. */
export function reportFactShape(
  fact: z.output<typeof factSchema>,
  context: z.RefinementCtx,
): void {
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
    fact: factSchema.describe('What conditions read as `facts.<name>`.'),
    request: requestSchema.describe('What is asked, and where.'),
    pagination: paginationSchema
      .default({ type: 'none' })
      .describe(
        'How an answer of several pages goes on. Default: it does not.',
      ),
    rateLimit: z
      .strictObject({
        requestsPerMinute: z
          .number()
          .int()
          .min(1)
          .max(6_000)
          .describe('Over all replicas together.'),
      })
      .default({ requestsPerMinute: 60 })
      .describe('How fast it may ask. Default: 60 requests a minute.'),
    mapping: mappingSchema.describe('From the answer to the fact.'),
    tests: z
      .array(testSchema)
      .max(100)
      .default([])
      .describe('Answers, and what has to become of them.'),
  })
  .superRefine(({ frequency, timeToLive, request, mapping, fact }, context) => {
    const report = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (readMinutes(timeToLive) <= readMinutes(frequency)) {
      report(
        ['timeToLive'],
        'must be longer than the frequency, or facts go stale between two looks',
      );
    }
    for (const key of ['rows', 'entityRef'] as const) {
      if ((mapping[key] !== undefined) !== (request.per === 'bulk')) {
        report(
          ['mapping', ...(request.per === 'bulk' ? [] : [key])],
          request.per === 'bulk'
            ? `a bulk request needs "${key}"`
            : 'only a bulk request has rows',
        );
      }
    }
    const { properties = {}, required = [] } = fact.schema;
    reportFactShape(fact, context);
    for (const name of Object.keys(mapping.properties)) {
      if (!Object.hasOwn(properties, name)) {
        report(
          ['mapping', 'properties', name],
          'there is no such property in spec.fact.schema',
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
  });

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
 * Schema of a `Collector` document that is a recipe, as parsed from YAML.
 *
 * @public
 */
export const collectorDocumentSchema = z.strictObject({
  apiVersion,
  kind: z.literal('Collector').describe('What the document is.'),
  metadata: collectorMetadataSchema,
  spec: specSchema.describe('The recipe.'),
});

/**
 * A `Collector` document with defaults filled in.
 *
 * @public
 */
export type CollectorDocument = z.output<typeof collectorDocumentSchema>;
