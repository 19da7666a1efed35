import { createWriteStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { focusCsv, focusHeader, focusLine } from '../__fixtures__/focusCsv';
import { parseAmount } from '../amounts';
import { SpendAggregate } from '../attribution';
import { Charge } from './Charge';
import { FocusReader, FocusReading } from './FocusReader';
import { readFocusFile } from './readFocusFile';

const ignoring: FocusReader = {
  onCharge() {},
  onBroken() {},
  onProblem() {},
};

const plainly = (reading: Partial<FocusReading> = {}): FocusReading => ({
  use: { columns: [], accounts: false },
  maxBytes: 1e9,
  signal: new AbortController().signal,
  ...reading,
});

describe('readFocusFile', () => {
  const directory = createMockDirectory();
  const path = directory.resolve('focus.csv');

  async function read(
    content: string | Buffer,
    reading: Partial<FocusReading> = {},
  ) {
    await writeFile(path, content);
    const problems: string[] = [];
    const charges: Array<Charge & { row: number }> = [];
    const broken: Array<{ row: number; message: string }> = [];
    const digest = await readFocusFile(
      { path, name: 'costs/focus.csv', fingerprint: '' },
      {
        onCharge: (charge, row) => charges.push({ ...charge, row }),
        onBroken: problem => broken.push(problem),
        onProblem: message => problems.push(message),
      },
      plainly(reading),
    );
    // The guard and the parser run at their own pace.
    broken.sort((a, b) => a.row - b.row);
    return { charges, broken, problems, digest };
  }

  const csv = focusCsv([
    { effective: '12.5', tags: { service: 'shop' } },
    { effective: '-3.000000000000000001', currency: 'usd', tags: '' },
  ]);

  const expected = [
    {
      row: 2,
      start: Date.UTC(2026, 2, 1),
      end: Date.UTC(2026, 2, 2),
      currency: 'EUR',
      amount: parseAmount('12.5'),
      tags: new Map([['service', 'shop']]),
      names: [],
      account: undefined,
      taggable: true,
    },
    {
      row: 3,
      start: Date.UTC(2026, 2, 1),
      end: Date.UTC(2026, 2, 2),
      currency: 'USD',
      amount: parseAmount('-3.000000000000000001'),
      tags: new Map(),
      names: [],
      account: undefined,
      taggable: true,
    },
  ];

  it('reads plain files, with either line end and with a byte order mark', async () => {
    expect(await read(csv)).toMatchObject({ charges: expected, broken: [] });
    expect(await read(`\uFEFF${csv.replace(/\n/g, '\r\n')}`)).toMatchObject({
      charges: expected,
      broken: [],
    });
  });

  it('reads gzip, whatever the file is called', async () => {
    expect((await read(gzipSync(csv))).charges).toEqual(expected);
  });

  it('takes BilledCost where EffectiveCost is empty or not in the file', async () => {
    const { charges } = await read(
      focusCsv([{ effective: 'NULL', billed: '7.1' }]),
    );
    expect(charges[0].amount).toBe(parseAmount('7.1'));

    const old = await read(
      'billedcost, CHARGEPERIODSTART ,ChargePeriodEnd,BillingCurrency,Tags\n2,2026-03-01,2026-03-02,EUR,',
    );
    expect(old.charges[0].amount).toBe(parseAmount('2'));
  });

  it.each([
    ['Tags', 'Tags'],
    ['BillingCurrency', 'BillingCurrency'],
    ['ChargePeriodStart', 'ChargePeriodStart'],
    ['ChargePeriodEnd', 'ChargePeriodEnd'],
    ['EffectiveCost,BilledCost', 'EffectiveCost'],
  ])('names the file and the column without %s', async (left, column) => {
    const header = focusHeader
      .split(',')
      .filter(name => !left.split(',').includes(name))
      .join(',');
    await expect(read(`${header}\n`)).rejects.toThrow(
      `The FOCUS file 'costs/focus.csv' has no column ${column}.`,
    );
  });

  it('refuses a column that is there twice', async () => {
    await expect(read(`${focusHeader},tags\n`)).rejects.toThrow(
      "The FOCUS file 'costs/focus.csv' has the column Tags twice.",
    );
  });

  it.each([
    ['an empty file', '', 'is empty'],
    ['a binary file', Buffer.from('PAR2\u0000\u0001\u0000'), 'has no column'],
    ['a broken header', `"a"b,c\n${focusHeader}\n`, 'header'],
    [
      'a header that never ends',
      `"${'x'.repeat(2 * 1024 * 1024)}`,
      'The header',
    ],
  ])('refuses %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('throws for a cut gzip file and a missing file, without the path', async () => {
    const cut = gzipSync(csv).subarray(0, 60);
    await expect(read(cut)).rejects.toThrow(
      "The FOCUS file 'costs/focus.csv' cannot be read (Z_BUF_ERROR).",
    );
    await expect(
      readFocusFile(
        { path: `${path}.gone`, name: 'gone.csv', fingerprint: '' },
        ignoring,
        plainly(),
      ),
    ).rejects.toThrow(
      /^The FOCUS file 'gone.csv' cannot be read \(ENOENT\)\.$/,
    );
  });

  it('stops when it is told to', async () => {
    await writeFile(path, csv);
    await expect(
      readFocusFile(
        { path, name: 'focus.csv', fingerprint: '' },
        ignoring,
        plainly({ signal: AbortSignal.abort() }),
      ),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tells of each broken row, with its row, and reads the others', async () => {
    const good = focusLine({ effective: '1' });
    const { charges, broken } = await read(
      [
        focusHeader,
        good,
        `${good},one more`,
        focusLine({ effective: '1,5'.replace(',', ';') }),
        focusLine({ start: 'yesterday' }),
        focusLine({ end: '2026-02-28' }),
        focusLine({ currency: 'Euros' }),
        focusLine({ effective: '', billed: 'null' }),
        good.replace('"a ', '"a" '),
        good.replace('1.00', '1\u0000'),
        `Test Cloud,"${'x'.repeat(10 * 1024 * 1024)}`,
        '',
        good.replace('EUR', 'EUR\u0000'),
        good,
        `"never closed`,
        good,
      ].join('\n'),
    );
    expect(charges.map(charge => charge.row)).toEqual([2, 10, 14, 16]);
    expect(broken).toEqual([
      { row: 3, message: 'The row has 9 fields; the header has 8.' },
      {
        row: 4,
        message:
          "EffectiveCost is '1;5'; expected is a decimal number with a point.",
      },
      {
        row: 5,
        message:
          "ChargePeriodStart is 'yesterday'; expected is an ISO 8601 date or time.",
      },
      {
        row: 6,
        message:
          "ChargePeriodEnd is '2026-02-28'; expected is an ISO 8601 date or time that is not before ChargePeriodStart.",
      },
      {
        row: 7,
        message:
          "BillingCurrency is 'Euros'; expected is an ISO 4217 code of three letters.",
      },
      {
        row: 8,
        message: 'The row has no cost: EffectiveCost and BilledCost are empty.',
      },
      {
        row: 9,
        message: expect.stringContaining('goes on after its closing quote'),
      },
      { row: 11, message: 'The row is longer than 1048576 characters.' },
      {
        row: 13,
        message:
          "BillingCurrency is 'EUR?'; expected is an ISO 4217 code of three letters.",
      },
      {
        row: 15,
        message: expect.stringContaining('goes on after its closing quote'),
      },
    ]);
  });

  it('keeps the charge of a row whose tags cannot be read', async () => {
    const { charges, broken } = await read(focusCsv([{ tags: '{"service"' }]));
    expect(charges).toEqual([expect.objectContaining({ tags: undefined })]);
    expect(broken).toEqual([]);
  });

  it('reads 300,000 rows in flat memory', async () => {
    const rows = 300_000;
    const blocks = function* blocks() {
      yield 'EffectiveCost,ChargePeriodStart,ChargePeriodEnd,BillingCurrency,Tags\n';
      for (let i = 0; i < rows; i += 500) {
        yield Array.from(
          { length: 500 },
          (_, service) =>
            `0.10,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z,EUR,"{""service"":""service-${service}"",""stage"":""production""}"\n`,
        ).join('');
      }
    };
    await pipeline(Readable.from(blocks()), createWriteStream(path));
    expect((await stat(path)).size).toBeGreaterThan(30_000_000);

    const aggregate = new SpendAggregate({
      tagKeys: ['service'],
      now: new Date('2026-04-01T00:00:00Z'),
    });
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const liveHeap = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = liveHeap();
    let peak = 0;
    await readFocusFile(
      { path, name: 'focus.csv', fingerprint: '' },
      {
        onCharge(charge) {
          aggregate.add(charge);
          if (aggregate.charges % 60_000 === 0) {
            peak = Math.max(peak, liveHeap() - before);
          }
        },
        onBroken({ message }) {
          throw new Error(message);
        },
        onProblem(message) {
          throw new Error(message);
        },
      },
      plainly(),
    );
    expect(aggregate.charges).toBe(rows);
    expect([...aggregate.tagged()]).toHaveLength(500);
    // Less than half of the file, of which as much again would be objects.
    expect(peak).toBeLessThan(12 * 1024 * 1024);
  }, 120_000);
});
