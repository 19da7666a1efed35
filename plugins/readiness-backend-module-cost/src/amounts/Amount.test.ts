import fc from 'fast-check';
import { parseAmount, roundToCents, scaleAmount } from './Amount';

const unit = 10n ** 18n;

describe('parseAmount', () => {
  it.each([
    ['0', 0n],
    ['-0.0', 0n],
    ['1', unit],
    ['+2.5', (unit * 5n) / 2n],
    ['.5', unit / 2n],
    ['5.', 5n * unit],
    ['0.00000080000', 800_000_000_000n],
    ['-0.00001605990', -16_059_900_000_000n],
    ['1.6E-5', 16_000_000_000_000n],
    ['1.5e3', 1_500n * unit],
    ['0.0000000000000000005', 1n],
    ['0.0000000000000000004', 0n],
    ['-0.0000000000000000005', -1n],
    ['1e-400', 0n],
    ['1e-99', 0n],
    ['0e99', 0n],
    ['9999999999999999', 9_999_999_999_999_999n * unit],
  ])('reads %s', (text, amount) => {
    expect(parseAmount(text)).toBe(amount);
  });

  it.each([
    '',
    '.',
    '-',
    'abc',
    '1,5',
    '1 000',
    '$3',
    '0x10',
    'NaN',
    'Infinity',
    '1e999',
    '1e17',
    '10000000000000000',
    '1'.repeat(101),
    '1\u0000',
  ])('refuses %j', text => {
    expect(parseAmount(text)).toBeUndefined();
  });

  it('reads what it could have written', () => {
    const max = 10n ** 34n - 1n;
    fc.assert(
      fc.property(fc.bigInt({ min: -max, max }), amount => {
        const digits = (amount < 0n ? -amount : amount)
          .toString()
          .padStart(19, '0');
        const text = `${amount < 0n ? '-' : ''}${digits.slice(
          0,
          -18,
        )}.${digits.slice(-18)}`;
        expect(parseAmount(text)).toBe(amount);
      }),
    );
  });

  it('adds a million small amounts without drift', () => {
    const each = parseAmount('0.1') ?? 0n;
    let sum = 0n;
    for (let i = 0; i < 1_000_000; i++) {
      sum += each;
    }
    expect(roundToCents(sum)).toBe(100_000);
  });
});

describe('roundToCents', () => {
  it.each([
    ['1.005', 1.01],
    ['1.004999999999999999', 1],
    ['-1.005', -1.01],
    ['0.001', 0],
    ['123456789.015', 123456789.02],
  ])('rounds %s half away from zero', (text, cents) => {
    expect(roundToCents(parseAmount(text) ?? 0n)).toBe(cents);
  });

  it('has no negative zero', () => {
    expect(Object.is(roundToCents(-1n), 0)).toBe(true);
  });
});

describe('scaleAmount', () => {
  it('projects exactly where the division comes out', () => {
    expect(scaleAmount(parseAmount('31') ?? 0n, 30, 15)).toBe(62n * unit);
  });

  it('keeps the sign and rounds at the last decimal', () => {
    expect(scaleAmount(-2n, 1, 3)).toBe(-1n);
    expect(scaleAmount(1n, 1, 3)).toBe(0n);
  });
});
