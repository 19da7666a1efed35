/**
 * The schemas of documents as JSON Schema, for editors and other tools. Draft 7,
 * which is what YAML language servers know best.
 *
 * Made from the schemas that the product itself reads documents with. What only
 * code can say (that a check is known, that an expression compiles) is not in it.
 */
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { collectorDocumentSchema } from './CollectorDocument';
import { pushedCollectorDocumentSchema } from './PushedCollectorDocument';
import { predicateFormat } from './documentFields';
import { scorecardExtensionSchema, scorecardSchema } from './Scorecard';
import { scorecardTestSchema } from './ScorecardTest';

const draft = 'http://json-schema.org/draft-07/schema#';

const predicateRef = { $ref: '#/definitions/FilterPredicate' };
const primitiveRef = { $ref: '#/definitions/Primitive' };

function operator(name: string, description: string, value: JsonObject) {
  return {
    type: 'object',
    properties: { [name]: { description, ...value } },
    required: [name],
    additionalProperties: false,
  };
}

/** Backstage filter predicates, which the product has read by Backstage's own schema. */
const predicateDefinitions: JsonObject = {
  Primitive: {
    description: 'A text, a number, or true or false.',
    type: ['string', 'number', 'boolean'],
  },
  FilterPredicate: {
    description:
      'A Backstage filter predicate: values by path, such as { kind: Component, spec.type: { $in: [service, website] } }, or $all, $any, $not.',
    anyOf: [
      operator('$all', 'All of these hold.', {
        type: 'array',
        items: predicateRef,
      }),
      operator('$any', 'One of these holds.', {
        type: 'array',
        items: predicateRef,
      }),
      operator('$not', 'This does not hold.', predicateRef),
      {
        type: 'object',
        propertyNames: { pattern: '^(?:[^$\\n\\r].*)?$' },
        additionalProperties: { $ref: '#/definitions/FilterPredicateValue' },
      },
      primitiveRef,
    ],
  },
  FilterPredicateValue: {
    description:
      'A value that the property equals, whatever its case, or an operator.',
    anyOf: [
      primitiveRef,
      operator('$exists', 'The property is there, or is not.', {
        type: 'boolean',
      }),
      operator('$in', 'The property is one of these.', {
        type: 'array',
        items: primitiveRef,
      }),
      operator('$contains', 'The property is a list, and one item fits.', {
        ...predicateRef,
      }),
      operator('$hasPrefix', 'The property is a text that begins so.', {
        type: 'string',
      }),
    ],
  },
};

/** A schema without its draft, with its definitions apart. */
function convert(schema: z.ZodType): {
  schema: JsonObject;
  definitions: JsonObject;
} {
  const converted = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    // A predicate is read by code, and stands in the definitions.
    unrepresentable: 'any',
    override({ jsonSchema }) {
      if (jsonSchema.format === predicateFormat) {
        delete jsonSchema.format;
        // Draft 7 ignores what stands beside a reference.
        jsonSchema.allOf = [{ $ref: predicateRef.$ref }];
      }
    },
  });
  // The one type that holds itself; zod numbers such types.
  const { $schema, definitions, ...rest } = JSON.parse(
    JSON.stringify(converted).replaceAll('__schema0', 'FactType'),
  ) as JsonObject;
  return { schema: rest, definitions: (definitions ?? {}) as JsonObject };
}

function toDocumentSchema(title: string, schema: z.ZodType): JsonObject {
  const converted = convert(schema);
  return {
    $schema: draft,
    title,
    ...converted.schema,
    definitions: { ...converted.definitions, ...predicateDefinitions },
  };
}

/**
 * JSON Schema (draft 7) of `Scorecard` documents, complete ones and those that
 * extend another one.
 *
 * @public
 */
export function scorecardJsonSchema(): JsonObject {
  const complete = convert(scorecardSchema);
  const extending = convert(scorecardExtensionSchema);
  return {
    $schema: draft,
    title: 'Scorecard',
    description: 'A versioned set of checks on a ladder of levels.',
    type: 'object',
    if: {
      properties: { spec: { type: 'object', required: ['extends'] } },
      required: ['spec'],
    },
    then: { $ref: '#/definitions/ScorecardExtension' },
    else: { $ref: '#/definitions/CompleteScorecard' },
    definitions: {
      CompleteScorecard: complete.schema,
      ScorecardExtension: extending.schema,
      ...complete.definitions,
      ...extending.definitions,
      ...predicateDefinitions,
    },
  };
}

/**
 * JSON Schema (draft 7) of `ScorecardTest` documents.
 *
 * @public
 */
export function scorecardTestJsonSchema(): JsonObject {
  return toDocumentSchema('ScorecardTest', scorecardTestSchema);
}

/**
 * JSON Schema (draft 7) of `Collector` documents.
 *
 * @public
 */
export function collectorJsonSchema(): JsonObject {
  const recipe = convert(collectorDocumentSchema);
  const pushed = convert(pushedCollectorDocumentSchema);
  return {
    $schema: draft,
    title: 'Collector',
    description:
      'A fact that is observed over HTTP by a recipe, or pushed by services.',
    type: 'object',
    if: {
      properties: { spec: { type: 'object', required: ['push'] } },
      required: ['spec'],
    },
    then: { $ref: '#/definitions/PushedCollector' },
    else: { $ref: '#/definitions/Recipe' },
    definitions: {
      Recipe: recipe.schema,
      PushedCollector: pushed.schema,
      ...recipe.definitions,
      ...pushed.definitions,
      ...predicateDefinitions,
    },
  };
}
