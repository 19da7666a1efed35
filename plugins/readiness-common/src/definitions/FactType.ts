/**
 * The part of JSON Schema (2020-12) in which a `Collector` document describes
 * its fact: what `FactSchema` allows. Strict, so that a mistyped keyword, which
 * JSON Schema would ignore, is found.
 */
import { z } from 'zod';
import { text } from './documentFields';

/** Names below which data reaches a prototype are none. */
const propertyPattern = /^(?!(?:constructor|prototype)$)[a-zA-Z]\w*$/;

/** The name of a property of a fact: a word that conditions can write behind a dot. */
export const propertyName = z
  .string()
  .max(63)
  .regex(propertyPattern, 'must be one word: letters, digits and underscores');

const primitive = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a value in a fact can be. @public */
export type FactTypeName =
  | 'object'
  | 'array'
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'null';

const typeName: z.ZodType<FactTypeName> = z.enum([
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
]);

/** A type in a fact schema. @public */
export interface FactType {
  type?: FactTypeName | FactTypeName[];
  description?: string;
  properties?: Record<string, FactType>;
  required?: string[];
  additionalProperties?: boolean | FactType;
  items?: FactType;
  anyOf?: FactType[];
  enum?: Array<string | number | boolean | null>;
  const?: string | number | boolean | null;
  minimum?: number;
  maximum?: number;
  'x-precision'?: number;
}

function checkRequired(
  { properties = {}, required = [] }: FactType,
  context: z.RefinementCtx,
): void {
  required.forEach((name, i) => {
    if (!Object.hasOwn(properties, name)) {
      context.addIssue({
        code: 'custom',
        path: ['required', i],
        message: `there is no property "${name}"`,
      });
    }
  });
}

function checkDescriptions(
  { properties = {} }: FactType,
  context: z.RefinementCtx,
): void {
  for (const [name, { description }] of Object.entries(properties)) {
    if (description === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['properties', name],
        message: 'a property needs a description',
      });
    }
  }
}

/** A type, and what it is made of. */
export const factTypeSchema: z.ZodType<FactType> = z.lazy(() =>
  z
    .strictObject({
      type: z
        .union([typeName, z.array(typeName).min(1).max(7)])
        .optional()
        .describe(
          'What it is; a list where it may be one of several, e.g. `[string, null]`.',
        ),
      description: text(500).optional().describe('What it means.'),
      properties: z
        .record(propertyName, factTypeSchema)
        .optional()
        .describe('Of an object: its properties, each with a description.'),
      required: z
        .array(propertyName)
        .max(100)
        .optional()
        .describe('Of an object: the properties that are always there.'),
      additionalProperties: z
        .union([z.boolean(), factTypeSchema])
        .optional()
        .describe('Of an object: the type of all other properties.'),
      items: factTypeSchema.optional().describe('Of a list: what is in it.'),
      anyOf: z
        .array(factTypeSchema)
        .min(1)
        .max(10)
        .optional()
        .describe(
          'One of these types, as in `[{ type: string }, { type: null }]`.',
        ),
      enum: z
        .array(primitive)
        .min(1)
        .max(200)
        .optional()
        .describe('One of these values.'),
      const: primitive.optional().describe('This value.'),
      minimum: z.number().optional().describe('Of a number: the least.'),
      maximum: z.number().optional().describe('Of a number: the most.'),
      'x-precision': z
        .number()
        .int()
        .min(0)
        .max(12)
        .optional()
        .describe(
          'Decimals to which a number is rounded before it is compared with the one before.',
        ),
    })
    .superRefine((type, context) => {
      checkRequired(type, context);
      checkDescriptions(type, context);
    }),
);
