import fc from 'fast-check';
import { HybridReader } from './HybridReader';

/** Runs and packed groups of eight, written in the plainest way. */
function encode(
  parts: Array<{ packed: boolean; values: number[] }>,
  width: number,
): Uint8Array {
  const bytes: number[] = [];
  const varint = (value: number) => {
    let rest = value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  };
  for (const { packed, values } of parts) {
    if (packed) {
      varint((values.length / 8) * 2 + 1);
      const bits = values
        .map(value =>
          [...value.toString(2).padStart(width, '0')].reverse().join(''),
        )
        .join('');
      for (let at = 0; at < bits.length; at += 8) {
        const byte = [...bits.slice(at, at + 8)].reverse().join('');
        bytes.push(parseInt(byte, 2));
      }
    } else {
      varint(values.length * 2);
      for (let at = 0; at < Math.ceil(width / 8); at += 1) {
        bytes.push(Math.floor(values[0] / 2 ** (8 * at)) % 256);
      }
    }
  }
  return Uint8Array.from(bytes);
}

const readAll = (bytes: Uint8Array, width: number, count: number) => {
  const reader = new HybridReader({
    bytes,
    start: 0,
    end: bytes.length,
    width,
  });
  return Array.from({ length: count }, () => reader.next());
};

describe('HybridReader', () => {
  it('reads what was written, in every width', () => {
    const anyParts = fc.integer({ min: 1, max: 32 }).chain(width => {
      const value = fc.integer({ min: 0, max: 2 ** width - 1 });
      return fc.record({
        width: fc.constant(width),
        parts: fc.array(
          fc.oneof(
            fc
              .tuple(value, fc.integer({ min: 1, max: 300 }))
              .map(([of, count]) => ({
                packed: false,
                values: Array.from({ length: count }, () => of),
              })),
            fc
              .tuple(fc.nat(3), fc.infiniteStream(value))
              .map(([groups, stream]) => ({
                packed: true,
                values: [...stream.take((groups + 1) * 8)],
              })),
          ),
          { maxLength: 6 },
        ),
      });
    });
    fc.assert(
      fc.property(anyParts, ({ width, parts }) => {
        const values = parts.flatMap(part => part.values);
        expect(readAll(encode(parts, width), width, values.length)).toEqual(
          values,
        );
      }),
    );
  });

  it('is all zero without a width', () => {
    expect(readAll(Uint8Array.from([]), 0, 3)).toEqual([0, 0, 0]);
  });

  it.each([
    ['nothing', [], 1, 1],
    ['a run without its value', [2], 1, 1],
    ['a group that is cut', [3, 1], 4, 8],
    ['a number that never ends', [255, 255, 255, 255, 255, 255], 1, 1],
  ])('throws for %s', (_, bytes, width, count) => {
    expect(() => readAll(Uint8Array.from(bytes), width, count)).toThrow(
      'parquet page is',
    );
  });
});
