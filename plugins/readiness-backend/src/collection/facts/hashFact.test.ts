import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { hashFact } from './hashFact';

const schema: JsonObject = {
  properties: {
    ratio: { type: 'number', 'x-precision': 2 },
    rows: {
      items: { properties: { cost: { 'x-precision': 0 } } },
    },
    byTag: { additionalProperties: { 'x-precision': 1 } },
    mean: { anyOf: [{ type: 'number', 'x-precision': 2 }, { type: 'null' }] },
    row: {
      anyOf: [{ type: 'null' }, { properties: { cost: { 'x-precision': 0 } } }],
    },
  },
};

describe('hashFact', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), data => {
        const json: JsonObject = JSON.parse(JSON.stringify(data));
        const reversed = Object.fromEntries(Object.entries(json).reverse());
        expect(hashFact(reversed)).toBe(hashFact(json));
      }),
    );
  });

  it('rounds where the schema says so, and nowhere else', () => {
    const hash = (data: JsonObject) => hashFact(data, schema);
    expect(hash({ ratio: 0.991 })).toBe(hash({ ratio: 0.9912 }));
    expect(hash({ ratio: 0.991 })).not.toBe(hash({ ratio: 0.98 }));
    expect(hash({ ratio: -0.001 })).toBe(hash({ ratio: 0 }));
    expect(hash({ rows: [{ cost: 9.6 }] })).toBe(
      hash({ rows: [{ cost: 10 }] }),
    );
    expect(hash({ byTag: { a: 1.04 } })).toBe(hash({ byTag: { a: 1 } }));
    expect(hash({ mean: 1.004 })).toBe(hash({ mean: 1 }));
    expect(hash({ mean: 1.01 })).not.toBe(hash({ mean: 1 }));
    expect(hash({ mean: null })).not.toBe(hash({ mean: 0 }));
    expect(hash({ row: { cost: 9.6 } })).toBe(hash({ row: { cost: 10 } }));
    expect(hash({ other: 1.04 })).not.toBe(hash({ other: 1 }));
  });

  it('tells values of different types and places apart', () => {
    const all: JsonObject[] = [
      {},
      { a: null },
      { a: 1 },
      { a: '1' },
      { a: [1] },
      { a: [[1]] },
      { a: { b: 1 } },
      { a: { b: [1] } },
      { 'a":1,"b': 1 },
      { a: 1, b: 1 },
    ];
    expect(new Set(all.map(data => hashFact(data))).size).toBe(all.length);
  });
});
