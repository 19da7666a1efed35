import { testCharge } from '../__fixtures__/charge';
import { maxSums, maxTagValues, SpendAggregate } from './SpendAggregate';

const day = 86_400_000;
const base = testCharge({ amount: 1n });
const now = new Date('2026-04-01T00:00:00Z');

describe('SpendAggregate', () => {
  it('keeps one sum per tag value, month and currency, however many charges', () => {
    const aggregate = new SpendAggregate({ tagKeys: ['service'], now });
    for (let i = 0; i < 10_000; i++) {
      aggregate.add({
        ...base,
        start: base.start + (i % 20) * day,
        end: base.start + (i % 20) * day,
        tags: new Map([['service', `S${i % 3}`]]),
      });
    }
    const tagged = [...aggregate.tagged()];
    expect(tagged.map(({ values }) => values)).toEqual([
      ['s0'],
      ['s1'],
      ['s2'],
    ]);
    expect(tagged.map(({ sums }) => sums.size)).toEqual([1, 1, 1]);
    expect(aggregate.charges).toBe(10_000);
    expect(aggregate.days.size).toBe(20);
  });

  it('counts charges beyond the bound of tag values as not tagged', () => {
    const aggregate = new SpendAggregate({ tagKeys: ['service'], now });
    for (let i = 0; i < maxTagValues + 10; i++) {
      aggregate.add({ ...base, tags: new Map([['service', `s${i}`]]) });
    }
    expect(aggregate.overflow).toBe(10);
    const tagged = [...aggregate.tagged()];
    expect(tagged.length).toBe(maxTagValues + 1);
    expect(
      tagged
        .flatMap(({ sums }) => [...sums.values()])
        .reduce((sum, { amount }) => sum + amount, 0n),
    ).toBe(BigInt(maxTagValues + 10));
  });

  it('refuses a bill of endless months and currencies', () => {
    const aggregate = new SpendAggregate({ tagKeys: [], now });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const addAll = () => {
      for (let i = 0; i <= maxSums; i++) {
        const month = i % 2_000;
        const code = Math.floor(i / 2_000);
        aggregate.add({
          ...base,
          start: Date.UTC(2000, month, 1),
          end: Date.UTC(2000, month, 1),
          currency: `A${letters[Math.floor(code / 26)]}${letters[code % 26]}`,
          tags: undefined,
        });
      }
    };
    expect(addAll).toThrow('more than 1000000 combinations');
    expect(aggregate.charges).toBe(maxSums + 1);
  });
});
