import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { deflateRawSync } from 'zlib';
import { packFact, readFactData, unpackFact } from './PackedFact';

describe('packed facts', () => {
  it('are read as they were written, and never longer than their JSON', () => {
    const data = fc
      .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue())
      .map(value => JSON.parse(JSON.stringify(value)) as JsonObject);
    fc.assert(
      fc.property(data, fc.nat(30), (value, times) => {
        const fact = { ...value, list: new Array(times).fill(value) };
        const packed = packFact(fact);
        expect(unpackFact(packed)).toEqual(fact);
        expect(packed.length).toBeLessThanOrEqual(
          Buffer.byteLength(JSON.stringify(fact)),
        );
      }),
    );
    const long = { text: 'the same again. '.repeat(1_000) };
    expect(packFact(long).length).toBeLessThan(200);
    expect(unpackFact(packFact(null))).toBeNull();
  });

  it('are refused where they are something else, or too much', () => {
    expect(() => unpackFact('!!')).toThrow();
    const bomb = deflateRawSync(`{"a":"${' '.repeat(5_000_000)}"}`);
    expect(() => unpackFact(bomb.toString('base64'))).toThrow();
    for (const text of ['', 'x', '[]', '3', 'null', '{']) {
      expect(readFactData(text)).toBeNull();
    }
  });
});
