/**
 * FOCUS files of others, through the public face of the cost module, against plain SQL sums.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CostFact } from '@team-readiness/backstage-plugin-readiness-common';
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

/** What the tests of this file need of a row. */
interface PlainRow {
  tag: string | null;
  month: string;
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
    cost: isNull(record.EffectiveCost)
      ? record.BilledCost
      : record.EffectiveCost,
  }));
  return { rows, tagKey };
}

/** Sums by tag and month, as a database sees them: in floating point, not rounded. */
function sqlSums(rows: PlainRow[]): Map<string, number> {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE charges (tag TEXT, month TEXT, cost REAL)');
  const insert = database.prepare(
    'INSERT INTO charges VALUES (?, ?, CAST(? AS REAL))',
  );
  for (const { tag, month, cost } of rows) {
    insert.run(tag, month, cost);
  }
  const sums = database
    .prepare(
      'SELECT tag, month, sum(cost) AS amount FROM charges WHERE tag IS NOT NULL GROUP BY tag, month',
    )
    .all();
  database.close();
  return new Map(
    sums.map(({ tag, month, amount }) => [`${tag} ${month}`, Number(amount)]),
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

/** The collector as a backend with this configuration gets it. */
async function costCollector(options: {
  files: string[];
  tagKeys: string[];
  entities: Entity[];
}): Promise<Collector> {
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
  const backend = await startTestBackend({
    features: [
      host,
      readinessModuleCost,
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.rootConfig.factory({
        data: {
          readiness: {
            cost: { focus: { files: options.files, tagKeys: options.tagKeys } },
          },
        },
      }),
    ],
  });
  await backend.stop();
  return collectors[0];
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
      const run = await open(
        await costCollector({
          files: [file.path],
          tagKeys: [tagKey],
          entities: tags.map(entityFor),
        }),
      );

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

      // An amount in cents is the nearest to the sum; floating point loses far less than a cent.
      const sql = sqlSums(rows);
      const facts = await factSums(run, tags);
      const wrong = [...facts].filter(
        ([key, amount]) =>
          Math.abs(amount - (sql.get(key) ?? 0)) > 0.005 + 1e-6,
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
});

describe('CSV files that are not FOCUS', () => {
  it.each(otherCsvFiles)('refuses $name by name', async file => {
    const collector = await costCollector({
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
