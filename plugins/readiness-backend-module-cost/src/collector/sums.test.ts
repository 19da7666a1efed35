/**
 * Both facts against plain SQL over the same rows. SQLite reads the times itself and adds whole numbers;
 * rounding to cents is the only thing that is done to its sums.
 */
import { DatabaseSync } from 'node:sqlite';
import { writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  AccountSpendFact,
  CostFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CollectionRun } from '@team-readiness/backstage-plugin-readiness-node';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import fc from 'fast-check';
import { costCollectors } from '../__testUtils__/costCollectors';
import {
  FullRow,
  fullCsv,
  fullGzip,
  fullParquet,
} from '../__fixtures__/focusFiles';
import { AccountOwners } from '../attribution';

const now = new Date('2026-06-20T12:00:00Z');
const signal = new AbortController().signal;

/** Each month of the data has one, and it is nobody's. */
const anchors = [
  '2026-01-01',
  '2026-02-01',
  '2026-03-01',
  '2026-04-01',
  '2026-05-01',
  '2026-06-19',
].map(
  (day): FullRow => ({
    effective: 0,
    billed: 0,
    currency: 'EUR',
    start: `${day}T00:00:00Z`,
    end: `${day}T01:00:00Z`,
    category: 'Usage',
    chargeClass: null,
    account: null,
    tags: null,
  }),
);

const pad = (number: number) => String(number).padStart(2, '0');

/** Times around the ends of months, in many zones, as files write them. */
const anyStart = fc
  .record({
    month: fc.integer({ min: 1, max: 6 }),
    day: fc.constantFrom(1, 2, 14, 18, 28),
    hour: fc.constantFrom(0, 1, 11, 22, 23),
    zone: fc.constantFrom('Z', '', '+00:00', '+02:00', '-08:00', '+05:30'),
    separator: fc.constantFrom('T', ' '),
  })
  .filter(({ month, day }) => month < 6 || day < 19)
  .map(
    ({ month, day, hour, zone, separator }) =>
      `2026-${pad(month)}-${pad(day)}${separator}${pad(hour)}:00:00${zone}`,
  )
  // Ahead of UTC the first of January is last year, which the data does not cover as a whole.
  .filter(start => start >= '2026-01-02');

const anyRow: fc.Arbitrary<FullRow> = fc
  .record({
    effective: fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
    billed: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    currency: fc.constant('EUR'),
    start: anyStart,
    end: fc.constantFrom('2026-06-20T00:00:00+05:30', ''),
    category: fc.constantFrom(
      'Usage',
      'Purchase',
      'Tax',
      'Credit',
      'Adjustment',
    ),
    chargeClass: fc.constantFrom(null, 'Correction'),
    account: fc.constantFrom('1111', '2222', 'other', null),
    tags: fc.option(
      fc.record(
        {
          service: fc.constantFrom('shop', 'Cart', 'nobody'),
          app: fc.constantFrom('shop', 'cart'),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(row => ({ ...row, end: row.end || row.start }));

/** Loads rows as they are, and adds the one thing that SQL cannot say: the entity by the first key. */
function load(rows: readonly FullRow[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(
    'CREATE TABLE charges (cost INTEGER, start TEXT, category TEXT, account TEXT, service TEXT, app TEXT)',
  );
  const insert = database.prepare('INSERT INTO charges VALUES (?,?,?,?,?,?)');
  for (const { effective, start, category, account, tags } of rows) {
    insert.run(
      effective,
      start,
      category,
      account,
      tags?.service ?? null,
      tags?.app ?? null,
    );
  }
  return database;
}

const entitySql = `CASE WHEN lower(service) IN ('shop', 'cart') THEN lower(service) ELSE lower(app) END`;

/** Half away from zero, as `ROUND` does on decimals. */
function cents(millionths: number): number {
  const whole = Math.floor(Math.abs(millionths) / 10_000);
  const rest = Math.abs(millionths) % 10_000;
  return (Math.sign(millionths) * (whole + (rest >= 5_000 ? 1 : 0))) / 100 + 0;
}

function sqlMonths(database: DatabaseSync, entity: string) {
  return new Map(
    database
      .prepare(
        `SELECT strftime('%Y-%m', start) AS month, sum(cost) AS amount FROM charges
         WHERE ${entitySql} = ? GROUP BY 1 ORDER BY 1`,
      )
      .all(entity)
      .map(({ month, amount }) => [String(month), Number(amount)]),
  );
}

function sqlAccounts(database: DatabaseSync, accounts: string[]) {
  const row = database
    .prepare(
      `SELECT count(*) AS charges, sum(cost) AS total,
         sum(CASE WHEN ${entitySql} IS NULL THEN cost ELSE 0 END) AS untagged
       FROM charges
       WHERE account IN (${accounts.map(() => '?').join()})
         AND strftime('%Y-%m', start) = '2026-05'
         AND category NOT IN ('Tax', 'Credit', 'Adjustment')`,
    )
    .get(...accounts);
  return {
    charges: Number(row?.charges),
    total: cents(Number(row?.total)),
    untagged: cents(Number(row?.untagged)),
  };
}

async function factOf<T>(
  run: CollectionRun,
  kind: string,
  name: string,
): Promise<T> {
  const [observation] = await run.collect(
    [collectionTarget({ apiVersion: 'x/v1', kind, metadata: { name } })],
    { signal },
  );
  if (observation.status !== 'observed') {
    throw new Error(`${name} is ${observation.status}`);
  }
  return JSON.parse(JSON.stringify(observation.data));
}

describe('sums of FOCUS files', () => {
  const directory = createMockDirectory();
  const entities = ['shop', 'cart'].map(name => ({
    apiVersion: 'x/v1',
    kind: 'Component',
    metadata: { name },
  }));

  it('are those of SQL, to the cent: months, zones, credits, refunds, corrections, accounts', async () => {
    const property = fc.asyncProperty(
      fc.array(anyRow, { maxLength: 40 }),
      fc.nat(3),
      async (generated, split) => {
        const rows = [...anchors, ...generated];
        const at = Math.floor((rows.length * split) / 3);
        const written = [
          ['a.csv', fullCsv(rows.slice(0, at))],
          ['b.data', fullGzip(rows.slice(at, at + 9))],
          ['c.parquet', fullParquet(rows.slice(at + 9))],
        ] as const;
        for (const [name, content] of written) {
          await writeFile(directory.resolve(name), content);
        }
        const { cost, accountSpend } = costCollectors({
          directory: directory.path,
          entities,
          focus: { files: written.map(([name]) => name) },
          accounts: new AccountOwners([
            { pattern: '1111', groupRef: 'group:default/a' },
            { pattern: '*2*', groupRef: 'group:default/a' },
          ]),
        });
        const costs = await cost.open({ now, signal });
        expect(costs.problems().filter(({ line }) => line)).toEqual([]);
        const database = load(rows);
        for (const entity of ['shop', 'cart']) {
          const months = sqlMonths(database, entity);
          const fact = await factOf<CostFact>(costs, 'Component', entity);
          const [first] = months.keys();
          const earlier = ['01', '02', '03', '04', '05']
            .map(month => `2026-${month}`)
            .filter(month => first !== undefined && month >= first);
          expect(fact).toMatchObject({
            attributed: months.size > 0,
            month: '2026-06',
            monthToDate: cents(months.get('2026-06') ?? 0),
            months: earlier.map(month => ({
              month,
              amount: cents(months.get(month) ?? 0),
            })),
          });
        }
        const accounts = await factOf<AccountSpendFact>(
          await accountSpend.open({ now, signal }),
          'Group',
          'a',
        );
        const { charges, ...sums } = sqlAccounts(database, ['1111', '2222']);
        database.close();
        expect(accounts.month).toBe('2026-05');
        expect(accounts.spend).toEqual(
          charges ? [{ currency: 'EUR', ...sums }] : [],
        );
      },
    );
    await fc.assert(property, { numRuns: 60 });
  }, 120_000);
});
