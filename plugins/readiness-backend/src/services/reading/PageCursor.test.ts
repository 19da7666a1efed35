import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { PageCursor } from './PageCursor';

const parts = ['number', 'string', 'number'] as const;
const filter = { tier: 1 };
const cursor = new PageCursor(parts, filter);

const plainText = fc
  .string({ maxLength: 100, unit: 'grapheme' })
  // eslint-disable-next-line no-control-regex
  .filter(text => !/[\u0000-\u001f\u007f]/.test(text));

describe('PageCursor', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.maxSafeInteger(), plainText, fc.maxSafeInteger()),
        key => {
          expect(cursor.decode(cursor.encode(key))).toEqual(key);
        },
      ),
    );
  });

  it('is the first page where there is none', () => {
    expect(cursor.decode(undefined)).toBeUndefined();
  });

  it('refuses whatever it has not made', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(encode)), text => {
        expect(() => cursor.decode(text)).toThrow(InputError);
      }),
    );
  });

  it.each([
    ['another filter', new PageCursor(parts, { tier: 2 }).encode([1, 'a', 2])],
    ['another shape', new PageCursor(['number'], filter).encode([1])],
    ['another type', alter([1, 2, 3])],
    ['half a number', alter([1.5, 'a', 3])],
    ['no number', alter([null, 'a', 3])],
    ['a NUL', alter([1, '\u0000', 3])],
    ['an object', alter([1, { a: 1 }, 3])],
    ['too much', cursor.encode([1, 'a'.repeat(1_000), 2])],
  ])('refuses %s', (_, text) => {
    expect(() => cursor.decode(text)).toThrow(InputError);
  });
});

describe('an integer of a PageCursor', () => {
  const integers = new PageCursor(['integer'], filter);

  it.each([[0x7fffffff], [-0x7fffffff], [0]])('may be %d', number => {
    expect(integers.decode(integers.encode([number]))).toEqual([number]);
  });

  it.each([[0x80000000], [-0x80000001], [Number.MAX_SAFE_INTEGER], [1.5]])(
    'cannot be %d, which columns of 32 bits do not hold',
    number => {
      expect(() => integers.decode(integers.encode([number]))).toThrow(
        InputError,
      );
    },
  );
});

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** A cursor of ours with another key. */
function alter(key: unknown[]): string {
  const [digest] = JSON.parse(
    Buffer.from(cursor.encode([1, 'a', 2]), 'base64url').toString(),
  );
  return encode(JSON.stringify([digest, ...key]));
}
