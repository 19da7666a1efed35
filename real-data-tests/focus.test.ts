/**
 * FOCUS files of others, through the public face of the cost module, against plain SQL sums.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AccountSpendFact,
  CostFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import readinessModuleCost from '@team-readiness/backstage-plugin-readiness-backend-module-cost';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { parse } from 'csv-parse/sync';
import { Reading } from './Reading';
import { realFiles } from './realData';

const focusFiles = realFiles('cost-focus/**/*.csv', 'cost-focus/**/*.csv.gz');
const otherCsvFiles = realFiles('**/*.csv').filter(
  file => !file.name.startsWith('cost-focus/'),
);

/** Counted by hand: rows, and rows with the commonest tag. */
const knownCounts = new Map([
  ['focus_sample_part_a.csv', { rows: 666, tagged: 472 }],
]);

/** Counted by hand: accounts in the newest month. */
const knownAccounts = new Map([['focus_sample_part_a.csv', 62]]);

/** What the tests of this file need of a row. */
interface PlainRow {
  tag: string | null;
  month: string;
  account: string | null;
  category: string;
  /** As written. */
  cost: string;
}

const isNull = (field: string | undefined) => !field || field === 'NULL';

/** Reads a whole file in the plainest way: a CSV library, no checks, no bounds. */
function plainRows(file: string): { rows: PlainRow[]; tagKey: string } {
  const bytes = readFileSync(file);
  const records: Array<Record<string, string>> = parse(
    file.endsWith('.gz') ? gunzipSync(bytes) : bytes,
    { bom: true, columns: true },
  );
  const tagsOf = (record: Record<string, string>) =>
    isNull(record.Tags) ? {} : JSON.parse(record.Tags);

  const counts = new Map<string, number>();
  for (const key of records.flatMap(record => Object.keys(tagsOf(record)))) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [[tagKey]] = [...counts, ['service', 0] as const].sort(
    (a, b) => b[1] - a[1],
  );
  const rows = records.map(record => ({
    tag: String(tagsOf(record)[tagKey] ?? '').toLowerCase() || null,
    month: record.ChargePeriodStart.slice(0, 7),
    account: isNull(record.SubAccountId) ? null : record.SubAccountId,
    category: record.ChargeCategory,
    cost: isNull(record.EffectiveCost)
      ? record.BilledCost
      : record.EffectiveCost,
  }));
  return { rows, tagKey };
}

const decimals = 12;

/** A cost in whole 10^-12, of which SQLite adds more than nine million exactly. */
function wholeCost(written: string): bigint {
  const [whole, fraction = ''] = written.replace('-', '').split('.');
  if (fraction.length > decimals || !/^\d+$/.test(whole + fraction)) {
    throw new Error(`'${written}' does not fit`);
  }
  const magnitude = BigInt(whole + fraction.padEnd(decimals, '0'));
  return written.startsWith('-') ? -magnitude : magnitude;
}

/** To cents, half away from zero, as SQL rounds decimals. */
function cents(sum: unknown): number {
  const amount = BigInt(String(sum ?? 0));
  const unit = 10n ** BigInt(decimals - 2);
  const magnitude = amount < 0n ? -amount : amount;
  const rounded = Number((magnitude + unit / 2n) / unit) / 100;
  return (amount < 0n ? -rounded : rounded) + 0;
}

function query(rows: PlainRow[], sql: string) {
  const database = new DatabaseSync(':memory:');
  database.exec(
    'CREATE TABLE charges (tag TEXT, month TEXT, account TEXT, category TEXT, cost INTEGER)',
  );
  const insert = database.prepare('INSERT INTO charges VALUES (?, ?, ?, ?, ?)');
  for (const { tag, month, account, category, cost } of rows) {
    insert.run(tag, month, account, category, wholeCost(cost));
  }
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  const found = statement.all();
  database.close();
  return found;
}

/** Sums by tag and month, to the cent. */
function sqlSums(rows: PlainRow[]): Map<string, number> {
  return new Map(
    query(
      rows,
      'SELECT tag, month, sum(cost) AS amount FROM charges WHERE tag IS NOT NULL GROUP BY tag, month',
    ).map(({ tag, month, amount }) => [`${tag} ${month}`, cents(amount)]),
  );
}

/** What is spent in each account in a month, and the part without the tag. */
function sqlAccounts(rows: PlainRow[], month: string) {
  return new Map(
    query(
      rows.filter(row => row.month === month),
      `SELECT account, sum(cost) AS total, sum(CASE WHEN tag IS NULL THEN cost ELSE 0 END) AS untagged
       FROM charges WHERE account IS NOT NULL AND category NOT IN ('Tax', 'Credit', 'Adjustment')
       GROUP BY account`,
    ).map(({ account, total, untagged }) => [
      String(account),
      { total: cents(total), untagged: cents(untagged) },
    ]),
  );
}

function entityFor(tag: string, number: number): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `component-${number}`,
      annotations: { 'team-readiness.dev/cost-tag': tag },
    },
  };
}

function target(entity: Entity): CollectionTarget {
  return {
    entityRef: stringifyEntityRef(entity),
    entity,
    catalog: {
      entity: {},
      tier: null,
      tierDeclared: null,
      lifecycle: null,
      dependencies: [],
      runbookLinks: [],
      budget: null,
      onCall: false,
    },
  };
}

/** The collectors as a backend with this configuration gets them. */
async function focusCollectors(options: {
  files: string[];
  tagKeys: string[];
  entities: Entity[];
  accounts?: Record<string, string>;
}): Promise<Collector[]> {
  const collectors: Collector[] = [];
  const host = createBackendPlugin({
    pluginId: 'readiness',
    register(env) {
      env.registerExtensionPoint(readinessCollectorsExtensionPoint, {
        addCollector: (...added) => collectors.push(...added),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const { files, tagKeys, accounts } = options;
  const backend = await startTestBackend({
    features: [
      host,
      readinessModuleCost,
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.rootConfig.factory({
        data: {
          readiness: {
            cost: { focus: { files, tagKeys }, ...(accounts && { accounts }) },
          },
        },
      }),
    ],
  });
  await backend.stop();
  return collectors;
}

const open = (collector: Collector) =>
  collector.open({ now: new Date(), signal: new AbortController().signal });

/** The sums by tag and month that facts hold. */
async function factSums(
  run: CollectionRun,
  tags: string[],
): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const [number, tag] of tags.entries()) {
    const [observation] = await run.collect([target(entityFor(tag, number))], {
      signal: new AbortController().signal,
    });
    if (observation?.status !== 'observed' || !observation.data.attributed) {
      throw new Error(`No spend is attributed to '${tag}'`);
    }
    const fact: CostFact = JSON.parse(JSON.stringify(observation.data));
    sums.set(`${tag} ${fact.month}`, fact.monthToDate);
    for (const { month, amount } of fact.months) {
      sums.set(`${tag} ${month}`, amount);
    }
  }
  return sums;
}

describe('FOCUS files of others', () => {
  const reading = new Reading('FOCUS rows');
  afterAll(() => reading.print());

  it('holds at least one file', () => {
    expect(focusFiles.map(file => file.name)).not.toEqual([]);
  });

  it.each(focusFiles)(
    'gives each service of $name the sum that SQL gives, in every month',
    async file => {
      const { rows, tagKey } = plainRows(file.path);
      const tags = [...new Set(rows.flatMap(row => row.tag ?? []))].sort();
      const [cost] = await focusCollectors({
        files: [file.path],
        tagKeys: [tagKey],
        entities: tags.map(entityFor),
      });
      const run = await open(cost);

      const broken = (run.problems?.() ?? []).filter(
        problem => problem.subject === 'file',
      );
      for (const { line, message } of broken) {
        reading.addUnread(`${file.name}:${line}`, message);
      }
      reading.addRead(rows.length - broken.length);
      expect(broken).toEqual([]);
      const counts = {
        rows: rows.length,
        tagged: rows.filter(row => row.tag).length,
      };
      expect(counts).toEqual(
        knownCounts.get(path.basename(file.path)) ?? counts,
      );

      const sql = sqlSums(rows);
      const facts = await factSums(run, tags);
      const wrong = [...facts].filter(
        ([key, amount]) => amount !== (sql.get(key) ?? 0),
      );
      expect(wrong).toEqual([]);
      // Earlier months may be missing where the data does not cover them from their first day.
      const newest = rows
        .map(row => row.month)
        .sort()
        .at(-1);
      expect([...facts.keys()]).toEqual(
        expect.arrayContaining(
          [...sql.keys()].filter(key => key.endsWith(` ${newest}`)),
        ),
      );
    },
  );

  it.each(focusFiles)(
    'gives each account of $name the sums that SQL gives, in its last complete month',
    async file => {
      const { rows, tagKey } = plainRows(file.path);
      const tags = [...new Set(rows.flatMap(row => row.tag ?? []))].sort();
      const month =
        rows
          .map(row => row.month)
          .sort()
          .at(-1) ?? '';
      // A charge of a later month, which makes the newest one complete.
      const folder = mkdtempSync(path.join(tmpdir(), 'readiness-focus-'));
      const later = path.join(folder, 'later.csv');
      writeFileSync(
        later,
        'EffectiveCost,ChargePeriodStart,ChargePeriodEnd,BillingCurrency,Tags,SubAccountId,ChargeCategory\n' +
          '1,2025-01-01,2025-01-02,USD,,later,Usage\n',
      );
      const sql = sqlAccounts(rows, month);
      const names = [...sql.keys()];
      const [, accountSpend] = await focusCollectors({
        files: [file.path, later],
        tagKeys: [tagKey],
        entities: tags.map(entityFor),
        accounts: Object.fromEntries(
          names.map((account, number) => [account, `group-${number}`]),
        ),
      });
      const run = await open(accountSpend);
      rmSync(folder, { recursive: true });
      const observations = await run.collect(
        names.map((_, number) =>
          target({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: `group-${number}` },
          }),
        ),
        { signal: new AbortController().signal },
      );
      const facts = observations.map(
        (observation): AccountSpendFact =>
          observation.status === 'observed'
            ? JSON.parse(JSON.stringify(observation.data))
            : { accounts: [], month: null, spend: [] },
      );
      expect(facts).toEqual(
        [...sql].map(([account, { total, untagged }]) => ({
          accounts: [account],
          month,
          spend: [{ currency: 'USD', total, untagged }],
        })),
      );
      expect(names.length).toBe(
        knownAccounts.get(path.basename(file.path)) ?? names.length,
      );
    },
  );
});

describe('CSV files that are not FOCUS', () => {
  it.each(otherCsvFiles)('refuses $name by name', async file => {
    const [collector] = await focusCollectors({
      files: [file.path],
      tagKeys: ['service'],
      entities: [],
    });
    const error = await open(collector).then(
      () => undefined,
      reason => reason,
    );
    expect(String(error?.message)).toContain(path.basename(file.path));
    expect(String(error?.message)).toMatch(/has no column|is empty/);
    expect(String(error?.message)).not.toContain(path.dirname(file.path));
  });
});
