import fc from 'fast-check';
import { testCharge } from '../__fixtures__/charge';
import { Charge } from '../focus';
import { attributeSpend } from './attributeSpend';
import { EntityIndex } from './EntityIndex';
import { SpendAggregate } from './SpendAggregate';
import { Spend } from './SpendSums';

const names = ['shop', 'cart', 'orders', 'constructor', 'nobody'];

function index(): EntityIndex {
  const result = new EntityIndex();
  for (const [kind, name] of [
    ['Component', 'shop'],
    ['Component', 'cart'],
    ['Component', 'orders'],
    ['Resource', 'orders'],
    ['Component', 'constructor'],
  ]) {
    result.put({ apiVersion: 'x/v1', kind, metadata: { name } });
  }
  return result;
}

function charge(tags: Array<[string, string]>, amount = 1n): Charge {
  return testCharge({ amount, tags: new Map(tags) });
}

function attribute(...charges: Charge[]) {
  const aggregate = new SpendAggregate({
    tagKeys: ['service', 'App'],
    now: new Date('2027-01-01T00:00:00Z'),
  });
  charges.forEach(each => aggregate.add(each));
  return attributeSpend(aggregate, index());
}

const total = (spend: Spend | undefined) =>
  [...(spend?.sums.values() ?? [])].reduce(
    (sum, { amount }) => sum + amount,
    0n,
  );

describe('attributeSpend', () => {
  it('takes the first key whose value means exactly one entity', () => {
    const { byEntity, unattributed, ambiguous } = attribute(
      charge(
        [
          ['service', 'Shop'],
          ['app', 'cart'],
        ],
        1n,
      ),
      charge(
        [
          ['service', 'nobody'],
          ['app', 'cart'],
        ],
        20n,
      ),
      charge(
        [
          ['service', 'orders'],
          ['app', 'cart'],
        ],
        300n,
      ),
      charge([['service', 'orders']], 4_000n),
      charge([['team', 'shop']], 50_000n),
      charge([], -600_000n),
    );
    expect(total(byEntity.get('component:default/shop'))).toBe(1n);
    expect(total(byEntity.get('component:default/cart'))).toBe(320n);
    expect(total(unattributed)).toBe(-546_000n);
    expect([...ambiguous]).toEqual([
      ['orders', ['component:default/orders', 'resource:default/orders']],
    ]);
  });

  it('loses nothing: entities and rest add up to all charges, in each month and currency', () => {
    const anyCharge = fc
      .record({
        start: fc.integer({
          min: Date.UTC(2025, 0, 1),
          max: Date.UTC(2026, 11, 31),
        }),
        length: fc.constantFrom(0, 3_600_000, 86_400_000, 31 * 86_400_000),
        currency: fc.constantFrom('EUR', 'USD', 'JPY'),
        amount: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        tags: fc.option(
          fc.dictionary(
            fc.constantFrom('service', 'app', '__proto__', 'team'),
            fc.constantFrom(...names, 'component:default/shop'),
          ),
          { nil: undefined },
        ),
      })
      .map(
        ({ start, length, currency, amount, tags }): Charge =>
          testCharge({
            start,
            end: start + length,
            currency,
            amount,
            tags: tags && new Map(Object.entries(tags)),
          }),
      );

    fc.assert(
      fc.property(fc.array(anyCharge, { maxLength: 60 }), charges => {
        const { byEntity, unattributed } = attribute(...charges);

        const expected = new Map<string, bigint>();
        for (const { start, currency, amount } of charges) {
          const key = `${new Date(start)
            .toISOString()
            .slice(0, 7)} ${currency}`;
          expected.set(key, (expected.get(key) ?? 0n) + amount);
        }
        const actual = new Map<string, bigint>();
        for (const { sums } of [...byEntity.values(), unattributed]) {
          for (const { month, currency, amount } of sums.values()) {
            const name = `${Math.floor(month / 12)}-${String(
              (month % 12) + 1,
            ).padStart(2, '0')} ${currency}`;
            actual.set(name, (actual.get(name) ?? 0n) + amount);
          }
        }
        expect(actual).toEqual(expected);
      }),
    );
  });
});
