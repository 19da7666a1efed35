import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from './sha256';

describe('sha256', () => {
  it('equals the digest of node:crypto for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const expected = createHash('sha256').update(text).digest('hex');
        expect(sha256(text)).toBe(expected);
      }),
    );
  });

  it.each([0, 55, 56, 63, 64, 65, 119, 120, 10_000])(
    'pads a text of %d characters',
    length => {
      const text = 'x'.repeat(length);
      const expected = createHash('sha256').update(text).digest('hex');
      expect(sha256(text)).toBe(expected);
    },
  );
});
