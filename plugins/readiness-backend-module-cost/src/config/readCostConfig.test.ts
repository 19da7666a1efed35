import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { parseAmount } from '../amounts';
import { monthOf } from '../attribution';
import { readCostConfig } from './readCostConfig';

const read = (readiness: JsonObject) =>
  readCostConfig(mockServices.rootConfig({ data: { readiness } }));

const focus = { files: ['a'] };

describe('readCostConfig', () => {
  it.each([{}, { cost: {} }, { cost: { focus: { files: [] } } }])(
    'is inactive for %j',
    readiness => {
      expect(read(readiness)).toBeUndefined();
    },
  );

  it('fills in defaults', () => {
    const schedule = { frequency: { hours: 6 }, timeToLive: { days: 2 } };
    expect(read({ cost: { focus: { files: ['costs/*.csv'] } } })).toEqual({
      focus: {
        files: ['costs/*.csv'],
        tagKeys: ['backstage.io/entity-ref', 'service', 'app', 'component'],
        columns: [],
        maxBytes: 20_000_000_000,
      },
      currencies: undefined,
      accounts: undefined,
      schedule,
      accountSchedule: schedule,
    });
  });

  it('reads every key', () => {
    expect(
      read({
        cost: {
          focus: {
            files: ['a'],
            tagKeys: ['CostCenter'],
            columns: ['subaccountid', 'ResourceName'],
            maxGigabytes: 0.5,
          },
        },
        collectors: {
          cost: { frequency: '30m', timeToLive: { days: 1 } },
          'account-spend': { frequency: '1h' },
        },
      }),
    ).toMatchObject({
      focus: {
        files: ['a'],
        tagKeys: ['CostCenter'],
        columns: ['SubAccountId', 'ResourceName'],
        maxBytes: 500_000_000,
      },
      schedule: { frequency: { minutes: 30 }, timeToLive: { days: 1 } },
      accountSchedule: { frequency: { hours: 1 }, timeToLive: { days: 2 } },
    });
  });

  it('gives accounts to groups: an id before patterns, and patterns in their order', () => {
    const accounts = read({
      cost: {
        focus,
        accounts: {
          '/subscriptions/shop-*-eu': 'payments',
          '112233445566': 'Group:default/Platform',
          '1122*': 'group:emea/sales',
          '*55*': 'group:emea/late',
        },
      },
    })?.accounts;
    const ownerOf = (account: string) => accounts?.find(account)?.groupRef;
    expect(
      [
        '112233445566',
        '112299',
        '995599',
        '/SUBSCRIPTIONS/shop-7-EU',
        '/subscriptions/shop-eu',
        '/subscriptions/shop-7-eu2',
        '',
        '__proto__',
      ].map(ownerOf),
    ).toEqual([
      'group:default/platform',
      'group:emea/sales',
      'group:emea/late',
      'group:default/payments',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(accounts?.configured('group:default/platform')).toEqual([
      '112233445566',
    ]);
    expect(accounts?.configured('group:emea/sales')).toEqual([]);
  });

  it('converts by the rate of the month, else by the one without a month', () => {
    const table = read({
      cost: {
        focus,
        currencies: {
          to: 'eur',
          rates: [
            { from: 'USD', rate: 0.92 },
            { from: 'usd', rate: 0.5, month: '2026-05' },
          ],
        },
      },
    })?.currencies;
    const sum = (month: string, currency: string) => ({
      month: monthOf(Date.parse(month)),
      currency,
      amount: parseAmount('10.01') ?? 0n,
      wholeMonth: 0n,
    });
    const sums = table?.convertSums(
      new Map([
        ['a', sum('2026-04', 'USD')],
        ['b', sum('2026-04', 'EUR')],
        ['c', sum('2026-05', 'USD')],
        ['d', sum('2026-05', 'JPY')],
      ]),
    );
    expect(
      [...(sums?.values() ?? [])].map(({ currency, amount }) => [
        currency,
        amount,
      ]),
    ).toEqual([
      ['EUR', parseAmount('19.2192')],
      ['EUR', parseAmount('5.005')],
      ['JPY', parseAmount('10.01')],
    ]);
  });

  const rates = (entry: JsonObject): JsonObject => ({
    cost: { focus, currencies: { to: 'EUR', rates: [entry] } },
  });

  it.each<[JsonObject, string]>([
    [{ cost: { focus: { files: 'a.csv' } } }, 'readiness.cost.focus.files'],
    [{ cost: { focus: { files: [' '] } } }, 'readiness.cost.focus.files'],
    [
      { cost: { focus: { ...focus, tagKeys: [] } } },
      'readiness.cost.focus.tagKeys',
    ],
    [
      { cost: { focus: { ...focus, columns: ['Tags'] } } },
      "readiness.cost.focus.columns holds 'Tags'",
    ],
    [
      { cost: { focus: { ...focus, maxGigabytes: 0 } } },
      'readiness.cost.focus.maxGigabytes',
    ],
    [{ cost: { focus, accounts: ['1'] } }, 'readiness.cost.accounts'],
    [{ cost: { focus, accounts: { '1': 'user:default/x' } } }, "gives '1'"],
    [{ cost: { focus, accounts: { '1': 7 } } }, "gives '1'"],
    [{ cost: { focus, accounts: { ' ': 'a' } } }, 'an empty account'],
    [
      { cost: { focus, currencies: { to: 'Euro', rates: [] } } },
      'readiness.cost.currencies.to',
    ],
    [rates({ from: 'USD', rate: 0 }), 'rates[0].rate'],
    [rates({ from: 'US', rate: 1 }), 'rates[0].from'],
    [rates({ from: 'EUR', rate: 1 }), 'is the same as'],
    [rates({ from: 'USD', rate: 1, month: '2026-13' }), 'rates[0].month'],
    [
      {
        cost: {
          focus,
          currencies: {
            to: 'EUR',
            rates: [
              { from: 'USD', rate: 1 },
              { from: 'usd', rate: 2 },
            ],
          },
        },
      },
      'rates[1] is there twice',
    ],
    [
      {
        cost: { focus },
        collectors: { cost: { timeToLive: '1h' } },
      },
      'readiness.collectors.cost.timeToLive',
    ],
  ])('names the wrong key in %j', (readiness, key) => {
    expect(() => read(readiness)).toThrow(key);
  });
});
