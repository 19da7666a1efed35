import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { factPath, listFields } from './listFields';

describe('listFields', () => {
  it('names every field of every fact, with a type', () => {
    for (const fact of factSchemas) {
      const fields = listFields(fact);
      const paths = fields.map(({ path }) => path);
      expect(paths).toEqual([...new Set(paths)]);
      const top = Object.keys(
        (fact.schema.properties ?? {}) as Record<string, unknown>,
      );
      expect(paths).toEqual(expect.arrayContaining(top));
      expect(fields.filter(({ type }) => type === '')).toEqual([]);
    }
  });

  it('writes lists, maps, alternatives and null as conditions read them', () => {
    const schema = {
      type: 'object',
      properties: {
        a: {
          description: 'An a.',
          anyOf: [
            {
              type: 'object',
              properties: { 'b-c': { type: ['string', 'null'] } },
            },
            { type: 'null' },
          ],
        },
        list: {
          type: 'array',
          items: { type: 'array', items: { type: 'integer' } },
        },
        map: {
          type: 'object',
          additionalProperties: { enum: ['x', 'y', null] },
        },
        free: { type: 'object', additionalProperties: {} },
      },
    };
    const fact = {
      collector: 'x',
      title: '',
      description: '',
      schema,
      example: null,
    };
    expect(
      listFields(fact).map(({ path, type }) => `${path}: ${type}`),
    ).toEqual([
      'a: map or null',
      'a["b-c"]: string or null',
      'list: list',
      'list[]: list',
      'list[][]: number',
      'map: map',
      'map.*: "x" | "y"',
      'free: map',
    ]);
    expect(factPath('slo')).toBe('facts.slo');
    expect(factPath('model-cards')).toBe('facts["model-cards"]');
  });
});
