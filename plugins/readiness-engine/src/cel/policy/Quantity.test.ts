import fc from 'fast-check';
import { Quantity } from './Quantity';

function parse(text: string): Quantity {
  const quantity = Quantity.parse(text);
  if (!quantity) {
    throw new Error(`${text} is not a quantity`);
  }
  return quantity;
}

describe('Quantity', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['-1', -1],
    ['+1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['500m', 0.5],
    ['100u', 0.0001],
    ['1n', 1e-9],
    ['1k', 1_000],
    ['1Ki', 1_024],
    ['1.5Gi', 1.5 * 1_024 ** 3],
    ['1E', 1e18],
    ['1Ei', 1_024 ** 6],
    ['1e3', 1_000],
    ['12E-2', 0.12],
  ])('reads %s', (text, value) => {
    expect(parse(text).asNumber()).toBeCloseTo(value, 9);
  });

  it.each([
    '',
    '.',
    '-',
    'Gi',
    '1 Gi',
    '1gi',
    '1K',
    '1KiB',
    '0x10',
    '1e1000',
    '1'.repeat(31),
    'Infinity',
    'NaN',
    '1,5',
  ])('refuses %j', text => {
    expect(Quantity.parse(text)).toBeNull();
  });

  it('rounds what is smaller than a billionth up', () => {
    expect(parse('0.1n').billionths).toBe(1n);
  });

  it.each([
    ['1Gi', '1024Mi', 0n],
    ['1', '1000m', 0n],
    ['1e3', '1k', 0n],
    ['1G', '1Gi', -1n],
    ['2', '1999m', 1n],
  ])('compares %s with %s', (a, b, order) => {
    expect(parse(a).compare(parse(b))).toBe(order);
    expect(parse(b).compare(parse(a))).toBe(-order);
  });

  it('orders as the numbers do', () => {
    const milli = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(milli, milli, (a, b) => {
        expect(parse(`${a}m`).compare(parse(`${b}m`))).toBe(
          BigInt(Math.sign(a - b)),
        );
        expect(parse(`${a}m`).compare(parse(String(a / 1_000)))).toBe(0n);
      }),
    );
  });

  it('tells whole numbers', () => {
    expect(parse('2k').asInteger()).toBe(2_000n);
    expect(parse('1500m').isInteger()).toBe(false);
    expect(() => parse('1500m').asInteger()).toThrow(/whole/);
  });
});
