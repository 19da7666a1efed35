import { writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  AccountSpendFact,
  CostFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CollectionRun } from '@team-readiness/backstage-plugin-readiness-node';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { parseAmount } from '../amounts';
import { AccountOwners, CurrencyTable, monthOf } from '../attribution';
import { costCollectors } from '../__testUtils__/costCollectors';

const now = new Date('2026-06-20T12:00:00Z');
const signal = new AbortController().signal;

const header = [
  'BilledCost',
  'EffectiveCost',
  'BillingCurrency',
  'BillingPeriodStart',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'CommitmentDiscountStatus',
  'SubAccountId',
  'ResourceName',
  'Tags',
  'AllocatedTags',
] as const;

type Row = Partial<Record<(typeof header)[number], string>>;

const shopTag = '{"service":"shop"}';

/** A euro on the tenth of May, tagged shop, in account 1111. */
function csv(
  rows: Row[],
  columns: readonly (typeof header)[number][] = header,
) {
  const lines = rows.map(row => {
    const full: Row = {
      BilledCost: row.EffectiveCost ?? '1',
      EffectiveCost: '1',
      BillingCurrency: 'EUR',
      BillingPeriodStart: '2026-05-01T00:00:00Z',
      ChargePeriodStart: '2026-05-10T00:00:00Z',
      ChargePeriodEnd: '2026-05-11T00:00:00Z',
      ChargeCategory: 'Usage',
      SubAccountId: '1111',
      Tags: shopTag,
      ...row,
    };
    return columns
      .map(column => `"${(full[column] ?? '').replace(/"/g, '""')}"`)
      .join(',');
  });
  return [columns.join(','), ...lines, ''].join('\n');
}

const entity = (name: string, annotations: Record<string, string> = {}) => ({
  apiVersion: 'x/v1',
  kind: 'Component',
  metadata: { name, annotations },
});

/** What makes January to June months of the data. */
const months: Row[] = ['01', '02', '03', '04', '05', '06'].map(month => ({
  ChargePeriodStart: `2026-${month}-01T00:00:00Z`,
  ChargePeriodEnd: `2026-${month}-01T01:00:00Z`,
  EffectiveCost: '0',
  Tags: '',
  SubAccountId: 'nobody',
}));

describe('the charges of FOCUS', () => {
  const directory = createMockDirectory();
  const shop = entity('shop');

  beforeEach(() => directory.clear());

  type Options = Partial<Parameters<typeof costCollectors>[0]>;

  async function collectors(files: Record<string, string>, options?: Options) {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(directory.resolve(name), content);
    }
    return costCollectors({
      directory: directory.path,
      entities: [shop],
      accounts: new AccountOwners([
        { pattern: '1111', groupRef: 'group:default/team' },
      ]),
      ...options,
      focus: { files: Object.keys(files), ...options?.focus },
    });
  }

  async function observe(run: CollectionRun, of: Entity) {
    const [observation] = await run.collect([collectionTarget(of)], { signal });
    return observation;
  }

  async function costOf(rows: Row[], options?: Options, of: Entity = shop) {
    const { cost } = await collectors({ 'a.csv': csv(rows) }, options);
    const run = await cost.open({ now, signal });
    const observation = await observe(run, of);
    const fact: CostFact | undefined =
      observation.status === 'observed'
        ? JSON.parse(JSON.stringify(observation.data))
        : undefined;
    const amounts = new Map(
      fact?.months.map(({ month, amount }) => [month, amount]),
    );
    if (fact) {
      amounts.set(fact.month, fact.monthToDate);
    }
    return { fact, observation, amounts, problems: run.problems() };
  }

  async function accountsOf(rows: Row[], options?: Options) {
    const { accountSpend } = await collectors({ 'a.csv': csv(rows) }, options);
    const run = await accountSpend.open({ now, signal });
    const observation = await observe(run, {
      apiVersion: 'x/v1',
      kind: 'Group',
      metadata: { name: 'team' },
    });
    if (observation.status !== 'observed') {
      throw new Error(observation.status);
    }
    const fact: AccountSpendFact = JSON.parse(JSON.stringify(observation.data));
    return fact;
  }

  describe('months', () => {
    it('have a correction in the month that it corrects, though it is billed later', async () => {
      const { amounts } = await costOf([
        ...months,
        { EffectiveCost: '100', ChargePeriodStart: '2026-04-10' },
        {
          EffectiveCost: '-30',
          ChargeClass: 'Correction',
          BillingPeriodStart: '2026-06-01T00:00:00Z',
          ChargePeriodStart: '2026-04-10',
        },
      ]);
      expect(amounts.get('2026-04')).toBe(70);
      expect(amounts.get('2026-06')).toBe(0);
    });

    it('may be less than nothing: refunds and credits', async () => {
      const { amounts, fact } = await costOf([
        ...months,
        { EffectiveCost: '5', ChargePeriodStart: '2026-04-10' },
        { EffectiveCost: '-8.25', ChargeCategory: 'Credit' },
        { EffectiveCost: '-1.5', ChargeCategory: 'Adjustment' },
      ]);
      expect(amounts.get('2026-05')).toBe(-9.75);
      expect(fact?.threeMonthMean).toBe(-2.38);
    });

    it.each([
      ['2026-04-30T23:59:59Z', '2026-04'],
      ['2026-05-01T00:00:00Z', '2026-05'],
      ['2026-05-01T01:59:59+02:00', '2026-04'],
      ['2026-04-30T17:00:00-07:00', '2026-05'],
      ['2026-04-30 23:00:00', '2026-04'],
    ])('begin in UTC: %s is of %s', async (start, month) => {
      const { amounts } = await costOf([
        ...months,
        { ChargePeriodStart: '2026-03-05' },
        { EffectiveCost: '7', ChargePeriodStart: start },
      ]);
      expect([...amounts].filter(([, amount]) => amount === 7)).toEqual([
        [month, 7],
      ]);
    });

    it('have all of a charge that reaches into later ones', async () => {
      const { amounts } = await costOf([
        ...months,
        {
          EffectiveCost: '365',
          ChargePeriodStart: '2026-04-15T00:00:00Z',
          ChargePeriodEnd: '2027-04-15T00:00:00Z',
        },
      ]);
      expect([...amounts]).toEqual([
        ['2026-04', 365],
        ['2026-05', 0],
        ['2026-06', 0],
      ]);
    });
  });

  describe('commitments', () => {
    it('cost where they are used, and what is unused costs whoever it is tagged for', async () => {
      const { amounts } = await costOf([
        ...months,
        // Paid ahead: the cost is in the usage that it covers.
        { BilledCost: '1200', EffectiveCost: '0', ChargeCategory: 'Purchase' },
        {
          BilledCost: '0',
          EffectiveCost: '80',
          CommitmentDiscountStatus: 'Used',
        },
        {
          BilledCost: '0',
          EffectiveCost: '20',
          CommitmentDiscountStatus: 'Unused',
        },
        // Covers nothing else: both costs are the same.
        { BilledCost: '3', EffectiveCost: '3', ChargeCategory: 'Purchase' },
      ]);
      expect(amounts.get('2026-05')).toBe(103);
    });

    it('are read as they are billed where nothing else is in the file, with a word about it', async () => {
      const columns = header.filter(name => name !== 'EffectiveCost');
      const { cost } = await collectors({
        'a.csv': csv([{ BilledCost: '1200' }], columns),
      });
      const run = await cost.open({ now, signal });
      expect(await observe(run, shop)).toMatchObject({
        data: { monthToDate: 1200 },
      });
      expect(run.problems()).toContainEqual({
        subject: 'file',
        name: 'a.csv',
        source: 'a.csv',
        reporter: 'cost',
        message:
          'The file has no column EffectiveCost, which FOCUS demands. BilledCost is read instead: what is paid ahead counts in the month in which it is paid.',
      });
    });
  });

  describe('whose they are', () => {
    const columns = { columns: ['SubAccountId', 'ResourceName'] as const };
    const till = entity('till', { 'team-readiness.dev/cost-tag': '1111' });
    const options = (files = ['a.csv']) => ({
      entities: [shop, till],
      focus: { files, ...columns },
    });

    it('is said by a tag before a column, and by the first column that fits', async () => {
      const rows = [
        { EffectiveCost: '1' },
        { EffectiveCost: '20', Tags: '', ResourceName: 'shop' },
        { EffectiveCost: '300', Tags: '{"service":"?"}', SubAccountId: '' },
        {
          EffectiveCost: '4000',
          Tags: '',
          SubAccountId: '9',
          ResourceName: 'SHOP',
        },
      ];
      const ofShop = await costOf(rows, options());
      expect(ofShop.fact?.monthToDate).toBe(4001);
      const ofTill = await costOf(rows, options(), till);
      expect(ofTill.fact?.monthToDate).toBe(20);
    });

    it('is nobody by a column that was not asked for', async () => {
      const { fact } = await costOf(
        [{ Tags: '', ResourceName: 'shop' }],
        undefined,
      );
      expect(fact?.attributed).toBe(false);
    });

    it('is said by the tags of what used a shared resource, before those of the resource', async () => {
      const { fact } = await costOf([
        {
          EffectiveCost: '5',
          Tags: '{"service":"cluster"}',
          AllocatedTags: shopTag,
        },
        { EffectiveCost: '70', Tags: shopTag, AllocatedTags: '{"pod":"x"}' },
      ]);
      expect(fact?.monthToDate).toBe(75);
    });

    it('may be said without Tags in the file where columns are named', async () => {
      const { cost } = await collectors(
        {
          'a.csv': csv(
            [{ SubAccountId: '', ResourceName: 'shop' }],
            header.filter(name => !name.endsWith('Tags')),
          ),
        },
        options(),
      );
      const run = await cost.open({ now, signal });
      expect(await observe(run, shop)).toMatchObject({
        data: { attributed: true },
      });
    });
  });

  describe('currencies', () => {
    const table = new CurrencyTable('EUR', [
      { from: 'USD', rate: parseAmount('0.9') ?? 0n, month: undefined },
      {
        from: 'USD',
        rate: parseAmount('0.5') ?? 0n,
        month: monthOf(Date.UTC(2026, 3)),
      },
    ]);
    const rows: Row[] = [
      ...months,
      { EffectiveCost: '10', ChargePeriodStart: '2026-04-10' },
      {
        EffectiveCost: '10',
        BillingCurrency: 'USD',
        ChargePeriodStart: '2026-04-10',
      },
      { EffectiveCost: '10', BillingCurrency: 'USD' },
    ];

    it('are never added up by themselves', async () => {
      const { observation } = await costOf(rows);
      expect(observation).toMatchObject({
        status: 'absent',
        problems: [
          {
            message:
              'The spend of shop comes in several currencies (EUR, USD), which cannot be added up. Rates are given in readiness.cost.currencies.',
          },
        ],
      });
    });

    it('are converted by the table, each month by its own rate', async () => {
      const { amounts, fact } = await costOf(rows, { currencies: table });
      expect(fact?.currency).toBe('EUR');
      expect(amounts.get('2026-04')).toBe(15);
      expect(amounts.get('2026-05')).toBe(9);
    });

    it('without a rate stay apart, and are named', async () => {
      const { observation } = await costOf(
        [...rows, { BillingCurrency: 'JPY' }],
        { currencies: table },
      );
      expect(observation).toMatchObject({
        status: 'absent',
        problems: [{ message: expect.stringContaining('(EUR, JPY)') }],
      });
    });

    it('of accounts are rows of their own, or converted', async () => {
      const spend = [
        ...months,
        { EffectiveCost: '10' },
        { EffectiveCost: '20', BillingCurrency: 'USD', Tags: '' },
      ];
      expect((await accountsOf(spend)).spend).toEqual([
        { currency: 'EUR', total: 10, untagged: 0 },
        { currency: 'USD', total: 20, untagged: 20 },
      ]);
      expect((await accountsOf(spend, { currencies: table })).spend).toEqual([
        { currency: 'EUR', total: 28, untagged: 18 },
      ]);
    });
  });

  describe('in accounts', () => {
    it('count where they could be tagged: usage, purchases, unused commitments, corrections', async () => {
      expect(
        await accountsOf([
          ...months,
          { EffectiveCost: '1', Tags: '' },
          { EffectiveCost: '20', Tags: '', ChargeCategory: 'Purchase' },
          {
            EffectiveCost: '300',
            Tags: '{"service":"gone"}',
            CommitmentDiscountStatus: 'Unused',
          },
          {
            EffectiveCost: '-4000',
            ChargeClass: 'Correction',
            BillingPeriodStart: '2026-06-01',
          },
          { EffectiveCost: '50000', ChargeCategory: 'Tax', Tags: '' },
          { EffectiveCost: '-60000', ChargeCategory: 'Credit', Tags: '' },
          { EffectiveCost: '7', ChargeCategory: 'Adjustment', Tags: '' },
          { EffectiveCost: '800000', SubAccountId: '2222' },
          { EffectiveCost: '9', ChargePeriodStart: '2026-04-30' },
        ]),
      ).toEqual({
        accounts: ['1111'],
        month: '2026-05',
        spend: [{ currency: 'EUR', total: -3679, untagged: 321 }],
      });
    });

    it('are none in the last complete month', async () => {
      expect(
        await accountsOf([...months, { ChargePeriodStart: '2026-06-02' }]),
      ).toEqual({ accounts: ['1111'], month: '2026-05', spend: [] });
      expect(await accountsOf([{}])).toEqual({
        accounts: ['1111'],
        month: null,
        spend: [],
      });
    });

    it('are none of a group without accounts', async () => {
      expect(
        await accountsOf([...months, {}], {
          accounts: new AccountOwners([
            { pattern: '*', groupRef: 'group:default/other' },
          ]),
        }),
      ).toEqual({ accounts: [], month: '2026-05', spend: [] });
    });

    it('are found by pattern, and listed as they are called in the data', async () => {
      const fact = await accountsOf(
        [...months, { SubAccountId: 'Prod-7' }, { SubAccountId: 'prod-8' }],
        {
          accounts: new AccountOwners([
            { pattern: 'prod-*', groupRef: 'group:default/team' },
          ]),
        },
      );
      expect(fact.accounts).toEqual(['prod-7', 'prod-8']);
    });
  });
});
