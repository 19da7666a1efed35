import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  ParquetCodec,
  ParquetField,
  parquetFile,
  ParquetMeaning,
} from '../../__fixtures__/parquet/ParquetWriter';
import { parseAmount } from '../../amounts';
import { Charge } from '../Charge';
import { FocusReading } from '../FocusReader';
import { readFocusFile } from '../readFocusFile';

const start = Date.UTC(2026, 2, 1);
const end = Date.UTC(2026, 2, 2);

const fieldsWith = (meanings: Partial<Record<string, ParquetMeaning>> = {}) =>
  Object.entries<ParquetMeaning>({
    x_Discounts: { is: 'map' },
    BilledCost: { is: 'double' },
    EffectiveCost: { is: 'decimal', scale: 11, bytes: 16 },
    BillingCurrency: { is: 'text' },
    ChargePeriodStart: { is: 'timestamp', unit: 'us' },
    ChargePeriodEnd: { is: 'timestamp', unit: 'us' },
    SubAccountId: { is: 'text' },
    Tags: { is: 'map' },
    ...meanings,
  }).map(([name, meaning]): ParquetField => ({ name, meaning }));

const row = (more: {
  cost?: unknown;
  billed?: unknown;
  start?: unknown;
  end?: unknown;
  tags?: unknown;
}) => [
  { a: 'b' },
  more.billed ?? null,
  more.cost === undefined ? 100_000_000_000n : more.cost,
  'EUR',
  more.start ?? start * 1_000,
  more.end ?? end * 1_000,
  '1122',
  more.tags === undefined ? { service: 'shop' } : more.tags,
];

describe('readFocusParquet', () => {
  const directory = createMockDirectory();
  const file = directory.resolve('focus.csv');

  async function read(content: Buffer, reading: Partial<FocusReading> = {}) {
    await writeFile(file, content);
    const charges: Array<Charge & { row: number }> = [];
    const broken: Array<{ row: number; message: string }> = [];
    const problems: string[] = [];
    const digest = await readFocusFile(
      { path: file, name: 'costs/focus.parquet', fingerprint: '' },
      {
        onCharge: (charge, number) => charges.push({ ...charge, row: number }),
        onBroken: problem => broken.push(problem),
        onProblem: message => problems.push(message),
      },
      {
        use: { columns: [], accounts: false },
        maxBytes: 1e9,
        signal: new AbortController().signal,
        ...reading,
      },
    );
    return { charges, broken, problems, digest };
  }

  const readOne = async (
    meanings: Partial<Record<string, ParquetMeaning>>,
    values: Parameters<typeof row>[0],
  ) => {
    const rows = [row(values)];
    const { charges, broken } = await read(
      parquetFile({ fields: fieldsWith(meanings), rows }),
    );
    return charges[0] ?? broken[0]?.message;
  };

  it('reads costs exactly, periods, currency, account and tags', async () => {
    const { charges, broken, problems } = await read(
      parquetFile({ fields: fieldsWith(), rows: [row({ cost: -12_345n })] }),
      { use: { columns: ['SubAccountId'], accounts: true } },
    );
    expect(charges).toEqual([
      {
        row: 1,
        start,
        end,
        currency: 'EUR',
        amount: parseAmount('-0.00000012345'),
        tags: new Map([['service', 'shop']]),
        names: ['1122'],
        account: '1122',
        taggable: true,
      },
    ]);
    expect(broken).toEqual([]);
    expect(problems).toEqual([
      'The file has no column ChargeCategory, which FOCUS demands. Taxes, credits and adjustments count as spend of the accounts, since nothing tells them apart.',
    ]);
  });

  it.each<[ParquetMeaning, unknown, string]>([
    [{ is: 'decimal', scale: 2 }, -12_345n, '-123.45'],
    [{ is: 'decimal', scale: 18, bytes: 16 }, 10n ** 33n, '1000000000000000'],
    [{ is: 'decimal', scale: 20, bytes: 16 }, 149n, '0.000000000000000001'],
    [{ is: 'decimal', scale: 0, bytes: 3 }, -8_388_608n, '-8388608'],
    [{ is: 'double' }, 0.1, '0.1'],
    [{ is: 'double' }, 1.6e-7, '0.00000016'],
    [{ is: 'text' }, ' 0.30 ', '0.3'],
    [{ is: 'whole' }, 7, '7'],
  ])('reads a cost that is %j', async (meaning, cost, expected) => {
    expect(await readOne({ EffectiveCost: meaning }, { cost })).toMatchObject({
      amount: parseAmount(expected),
    });
  });

  it.each<[ParquetMeaning, unknown]>([
    [{ is: 'timestamp', unit: 'ms' }, start],
    [{ is: 'timestamp', unit: 'us' }, start * 1_000],
    [{ is: 'timestamp', unit: 'ns' }, BigInt(start) * 1_000_000n],
    [{ is: 'date' }, start / 86_400_000],
    [{ is: 'text' }, '2026-03-01T02:00:00+02:00'],
    [{ is: 'text' }, '2026-03-01 00:00:00'],
  ])('reads a time that is %j', async (meaning, value) => {
    expect(
      await readOne({ ChargePeriodStart: meaning }, { start: value }),
    ).toMatchObject({ start, end });
  });

  it.each<[ParquetMeaning, unknown, Array<[string, string]>]>([
    [{ is: 'map' }, { Service: 'shop', empty: null }, [['service', 'shop']]],
    [
      { is: 'map' },
      { ['__proto__']: 'x', app: 'y' },
      [
        ['__proto__', 'x'],
        ['app', 'y'],
      ],
    ],
    [{ is: 'map' }, {}, []],
    [{ is: 'map' }, null, []],
    [{ is: 'text' }, '{"service":"shop"}', [['service', 'shop']]],
    [{ is: 'json' }, '{"service":"shop"}', [['service', 'shop']]],
    [{ is: 'text' }, null, []],
  ])('reads tags that are %j: %j', async (meaning, tags, expected) => {
    expect(await readOne({ Tags: meaning }, { tags })).toMatchObject({
      tags: new Map(expected),
    });
  });

  it('leaves out rows that cannot be read, and reads the others', async () => {
    const { charges, broken } = await read(
      parquetFile({
        fields: fieldsWith(),
        rows: [
          row({ cost: null, billed: null }),
          row({ cost: null, billed: 2.5 }),
          row({ cost: 10n ** 36n }),
          row({ start: 0 }),
          row({ end: start * 1_000 - 1 }),
          row({ cost: 0n, billed: 99 }),
        ],
      }),
    );
    expect(charges.map(charge => [charge.row, charge.amount])).toEqual([
      [2, parseAmount('2.5')],
      [6, 0n],
    ]);
    expect(broken.map(({ row: number }) => number)).toEqual([1, 3, 4, 5]);
    expect(broken[0].message).toContain('has no cost');
    expect(broken[2].message).toContain("ChargePeriodStart is '0'");
  });

  it.each<[ParquetCodec, ParquetMeaning['is']]>([
    ['none', 'text'],
    ['gzip', 'map'],
    ['zstd', 'text'],
    ['zstd', 'map'],
  ])(
    'reads every row of many groups, pages and slices (%s, tags as %s)',
    async (codec, is) => {
      const rows = Array.from({ length: 5_000 }, (_, index) => {
        const service = `s${index % 7}`;
        const tags = is === 'map' ? { service } : `{"service":"${service}"}`;
        return row({
          cost: BigInt(index),
          tags: index % 5 ? tags : null,
        });
      });
      const { charges, broken } = await read(
        parquetFile({
          fields: fieldsWith({ Tags: is === 'map' ? { is } : { is: 'text' } }),
          rows,
          codec,
          groupRows: 1_900,
          pageRows: 300,
        }),
      );
      expect(broken).toEqual([]);
      expect(charges.map(charge => charge.row)).toEqual(
        rows.map((_, index) => index + 1),
      );
      const wrong = charges.filter(
        ({ amount, tags }, index) =>
          amount !== BigInt(index) * 10_000_000n ||
          tags?.get('service') !== (index % 5 ? `s${index % 7}` : undefined),
      );
      expect(wrong).toEqual([]);
    },
  );

  it('reads what pyarrow wrote: dictionaries, Snappy, decimal128 and maps', async () => {
    const { charges, broken } = await read(
      await readFile(
        path.join(__dirname, '../../__fixtures__/parquet/pyarrow.parquet'),
      ),
      { use: { columns: [], accounts: true } },
    );
    expect(broken).toEqual([]);
    expect(charges).toHaveLength(400);
    const total = charges.reduce((sum, { amount }) => sum + amount, 0n);
    expect(total).toBe(parseAmount('79.80000000002'));
    expect(charges[7]).toMatchObject({
      start: Date.UTC(2026, 4, 1, 7),
      end: Date.UTC(2026, 4, 1, 8),
      currency: 'USD',
      account: '111122223333',
      tags: new Map([
        ['service', 'shop'],
        ['stage', 'production'],
      ]),
    });
    expect(charges.filter(({ taggable }) => !taggable)).toHaveLength(40);
  });

  it('reads what pyarrow wrote: pages of version 2, deltas and split bytes', async () => {
    const { charges, broken } = await read(
      await readFile(
        path.join(__dirname, '../../__fixtures__/parquet/pyarrow-v2.parquet'),
      ),
    );
    expect(broken).toEqual([]);
    expect(charges).toHaveLength(300);
    const wrong = charges.filter(
      ({ amount, start: at, tags }, index) =>
        // A third of the costs is null, and BilledCost stands in.
        amount !== parseAmount(String(index / 8)) ||
        at !== Date.UTC(2026, 4, 1, index) ||
        tags?.get('service') !== (index % 4 ? `shop-${index}` : undefined),
    );
    expect(wrong).toEqual([]);
  });

  it('names the columns that are missing', async () => {
    const fields = fieldsWith().filter(({ name }) => name !== 'Tags');
    await expect(
      read(parquetFile({ fields, rows: [row({}).slice(0, -1)] })),
    ).rejects.toThrow(
      "The FOCUS file 'costs/focus.parquet' has no column Tags.",
    );
  });

  it('is told what is too large before it is read', async () => {
    const rows = Array.from({ length: 1_000 }, () => row({}));
    await expect(
      read(parquetFile({ fields: fieldsWith(), rows, codec: 'zstd' }), {
        maxBytes: 30_000,
      }),
    ).rejects.toThrow('is larger than 30000 bytes after decompression');
  });

  it('stops when it is told to', async () => {
    await expect(
      read(parquetFile({ fields: fieldsWith(), rows: [row({})] }), {
        signal: AbortSignal.abort(),
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses a damaged file by name, whatever is damaged, and never hangs', async () => {
    const rows = Array.from({ length: 30 }, (_, index) =>
      row({ cost: BigInt(index) }),
    );
    const content = parquetFile({
      fields: fieldsWith(),
      rows,
      codec: 'zstd',
      pageRows: 10,
    });
    const damage = fc.record({
      cut: fc.option(fc.integer({ min: 4, max: content.length })),
      bytes: fc.array(
        fc.tuple(
          fc.integer({ min: 4, max: content.length - 1 }),
          fc.integer({ min: 0, max: 255 }),
        ),
        { maxLength: 4 },
      ),
    });
    const result = await fc.check(
      fc.asyncProperty(damage, async ({ cut, bytes }) => {
        const damaged = Buffer.from(content);
        bytes.forEach(([at, byte]) => damaged.writeUInt8(byte, at));
        const error = await read(damaged.subarray(0, cut ?? undefined)).then(
          () => undefined,
          reason => reason,
        );
        return (
          error === undefined ||
          (error.name === 'InputError' &&
            error.message.includes("'costs/focus.parquet'") &&
            !error.message.includes(directory.path))
        );
      }),
      { numRuns: 300 },
    );
    expect(fc.defaultReportMessage(result) ?? 'passed').toBe('passed');
  });
});
