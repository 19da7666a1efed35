import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `apis`: the definitions of the APIs that an entity provides.
 *
 * @public
 */
export const apisFact = defineFact({
  collector: 'apis',
  title: 'the API definitions',
  description:
    'Definitions of the API entities that the entity provides, read by the parser of their type (OpenAPI, AsyncAPI, GraphQL, protobuf).',
  type: z.strictObject({
    apis: z
      .array(
        z.strictObject({
          ref: z.string().describe('Whole entity ref in lower case.'),
          exists: z.boolean().describe('Is the API in the catalog?'),
          type: z.string().nullable().describe('`spec.type` in lower case.'),
          parses: z
            .boolean()
            .nullable()
            .describe(
              'Could the definition be read? Null for a type without a parser, and for an API that does not exist.',
            ),
          described: z
            .number()
            .nullable()
            .describe(
              'Operations, channels, fields or methods that it describes; null where it does not parse.',
            ),
          error: z
            .string()
            .nullable()
            .describe(
              'Why it could not be read, cut to 300 characters; null where it could.',
            ),
        }),
      )
      .describe('One row a provided API, sorted by ref, at most 100.'),
  }),
  example: {
    apis: [
      {
        ref: 'api:default/checkout',
        exists: true,
        type: 'openapi',
        parses: true,
        described: 14,
        error: null,
      },
    ],
  },
});

/**
 * Data of the fact {@link apisFact}.
 *
 * @public
 */
export type ApisFact = z.output<typeof apisFact.type>;
