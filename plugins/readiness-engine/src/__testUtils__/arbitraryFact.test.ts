import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { z } from 'zod';
import { arbitraryFact } from './arbitraryFact';

describe('arbitraryFact', () => {
  it.each(factSchemas.map(schema => [schema.collector, schema] as const))(
    'makes up data that fits the schema of %s',
    (_, schema) => {
      const type = z.fromJSONSchema(schema.schema as never);
      fc.assert(
        fc.property(arbitraryFact(schema), data => {
          expect(type.safeParse(data).error?.issues).toBeUndefined();
          expect(JSON.parse(JSON.stringify(data))).toEqual(data);
        }),
        { numRuns: 100 },
      );
    },
  );

  it('keeps to bounds, formats and single values', () => {
    const schema = {
      type: 'object',
      properties: {
        n: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
        i: { type: 'integer', minimum: -3, maximum: -1 },
        day: { type: 'string', format: 'date' },
        kind: { const: 'x' },
        pair: { type: 'array', prefixItems: [{ type: 'boolean' }, {}] },
        list: { type: 'array', items: { type: 'string' }, minItems: 2 },
        text: { type: 'string', minLength: 1, maxLength: 3 },
      },
      required: ['n', 'i', 'day', 'kind', 'pair', 'list', 'text'],
      additionalProperties: false,
    };
    const type = z.fromJSONSchema(schema as never);
    const fact = {
      collector: 'x',
      title: 'x',
      description: 'x',
      example: null,
      schema,
    };
    fc.assert(
      fc.property(arbitraryFact(fact), data => {
        expect(type.safeParse(data).error?.issues).toBeUndefined();
      }),
    );
  });

  it('reaches the texts that it is given', () => {
    const fact = {
      collector: 'x',
      title: 'x',
      description: 'x',
      example: null,
      schema: { type: 'object', properties: { a: { type: 'string' } } },
    };
    const seen = fc
      .sample(arbitraryFact(fact, ['needle']), 500)
      .map(({ a }) => a);
    expect(seen).toContain('needle');
    expect(seen).toContain(undefined);
  });

  it('refuses a schema that it would misread', () => {
    const fact = {
      collector: 'x',
      title: 'x',
      description: 'x',
      example: null,
      schema: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
    };
    expect(() => arbitraryFact(fact)).toThrow(/not of the known form/);
  });
});
