/**
 * Readiness at several sizes on SQLite and PostgreSQL, and its peers over the same number of entities and
 * checks, one after the other, on databases that come from npm packages. Prints tables and writes results/*.json.
 * Fails where something takes more queries, bytes or writes than it may on any machine.
 *
 * Usage, from the root of the repository: npm run benchmark -- [options]
 *
 * - `--sizes 2000,10000,100000` `--databases sqlite,postgres` `--checks 50` `--teams 500`
 * - `--rounds 20`: readings of each page. `--days 10`: days at 10,000 entities after which growth is measured.
 *   `--replicas 1,2,4`: processes that share 10,000 entities.
 * - `--peer-sizes 2000,10000`; `--skip-peer`: no peers.
 * - `--smoke`: 200 entities, no peers: what must hold on any machine.
 * - `--only-scale`, `--only-peers`, `--only-sources`, `--only-conditions`: a part of it.
 * - `--document`: writes what is printed into docs/performance.md.
 * - `--only-cost [--megabytes 1000]`, `--only-deliveries [--events 1000000]`: on request only.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { startPostgres } from '../scripts/tests/postgres.mjs';
import { conditionRows } from './conditionsTable.mjs';
import { measureCost } from './cost.mjs';
import { measureDeliveries } from './deliveries.mjs';
import { measure } from './measure.mjs';
import { findExcesses } from './scale/checkBudgets.mjs';
import { measureScale } from './scale/measureScale.mjs';
import {
  evaluationRows,
  growthRows,
  pageRows,
  peerRows,
  replicaRows,
} from './scale/tables.mjs';
import { measureSources, sourceRows } from './sources/measureSources.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const flag = { type: 'boolean', default: false };
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2000,10000,100000' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    checks: { type: 'string', default: '50' },
    teams: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '20' },
    days: { type: 'string', default: '10' },
    replicas: { type: 'string', default: '1,2,4' },
    'peer-sizes': { type: 'string', default: '2000,10000' },
    'skip-peer': flag,
    smoke: flag,
    document: flag,
    'only-scale': flag,
    'only-peers': flag,
    'only-sources': flag,
    'only-conditions': flag,
    'only-cost': flag,
    megabytes: { type: 'string', default: '1000' },
    'only-deliveries': flag,
    events: { type: 'string', default: '1000000' },
  },
});
const numbers = text => text.split(',').filter(Boolean).map(Number);
const only = Object.keys(values).find(
  name => name.startsWith('only-') && values[name],
);
const wants = part => (only ? only === `only-${part}` : true);
const checks = Number(values.checks);

const machine = `Node ${process.versions.node}, ${os.cpus().length} × ${os
  .cpus()[0]
  .model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB`;

const command = ['npm run benchmark', '--', ...process.argv.slice(2)]
  .join(' ')
  .replace(/ --$/, '');

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: here,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}

/** What is printed, for the document. */
const printed = [];

function print(text) {
  printed.push(text);
  console.log(`${text}\n`);
}

function printTable(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const lines = rows.map(
    row => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`,
  );
  lines.splice(1, 0, `|${widths.map(w => '-'.repeat(w + 2)).join('|')}|`);
  print(lines.join('\n'));
}

function writeResults(name, results) {
  mkdirSync(path.join(here, 'results'), { recursive: true });
  writeFileSync(
    path.join(here, `results/${name}.json`),
    `${JSON.stringify(
      {
        machine,
        commit: commit(),
        command,
        at: new Date().toISOString(),
        ...results,
      },
      null,
      2,
    )}\n`,
  );
}

/** Runs something with a PostgreSQL of its own. */
async function withPostgres(work) {
  const server = await startPostgres();
  try {
    return await work(async name => {
      await server.createDatabase(name);
      return server.connectionString.replace(/\/postgres$/, `/${name}`);
    }, server);
  } finally {
    await server.stop();
  }
}

async function runScale(options) {
  const databases = values.databases.split(',');
  const work = async createDatabase => measureScale(options, createDatabase);
  const installations = databases.includes('postgres')
    ? await withPostgres(work)
    : await work();
  print(`### Evaluation of ${checks} checks`);
  printTable(evaluationRows(installations));
  if (installations.some(({ replicas }) => replicas.length > 1)) {
    print('### Processes that share the work');
    printTable(replicaRows(installations));
  }
  for (const installation of installations) {
    const { database, size, pages, growth } = installation;
    if (pages.length) {
      print(
        `### Pages, ${database}, ${size.entities} entities × ${size.checks} checks`,
      );
      printTable(pageRows(installation));
    }
    if (growth) {
      print(
        `### Growth of ${database} with ${size.entities} entities, of which 1 % change a day, over ${growth.days} days`,
      );
      printTable(growthRows(installation));
    }
  }
  return installations;
}

async function runPeers() {
  if (!existsSync(path.join(here, 'node_modules/@red-hat-developer-hub'))) {
    console.error('Installing the peers into benchmarks/ …');
    execFileSync('npm', ['ci', '--loglevel=error'], {
      cwd: here,
      stdio: 'inherit',
    });
  }
  const peers = [];
  for (const entities of numbers(values['peer-sizes'])) {
    const of = async script =>
      withPostgres((_create, { connectionString }) => {
        console.error(`${script}: ${entities} × ${checks} …`);
        return measure(path.join(here, script), [
          String(entities),
          String(checks),
          connectionString,
        ]);
      });
    peers.push({
      entities,
      checks,
      techInsights: await of('tech-insights.mjs'),
      scorecard: await of('scorecard.mjs'),
    });
  }
  return peers;
}

/** Puts what was printed in the place of what was measured before. */
async function writeDocument() {
  const file = path.join(here, '../docs/performance.md');
  const [before, , after] = readFileSync(file, 'utf8').split(
    /<!-- \/?measured -->/,
  );
  const text = [
    before,
    '<!-- measured -->\n\n',
    printed.join('\n\n'),
    '\n\n<!-- /measured -->',
    after,
  ].join('');
  const options = await prettier.resolveConfig(file);
  writeFileSync(
    file,
    prettier.format(text, { ...options, parser: 'markdown' }),
  );
}

async function main() {
  const [load] = os.loadavg();
  print(
    `${machine}, commit ${commit()}, ${new Date()
      .toISOString()
      .slice(0, 10)}, load ${load.toFixed(1)} before: \`${command}\``,
  );
  if (values['only-cost']) {
    printTable(measureCost(Number(values.megabytes)));
    return;
  }
  if (values['only-deliveries']) {
    await withPostgres(async createDatabase => {
      const { rows, results } = measureDeliveries(
        Number(values.events),
        await createDatabase('readiness_deliveries'),
      );
      printTable(rows);
      writeResults('deliveries', results);
    });
    return;
  }
  if (wants('conditions') && !values.smoke) {
    const conditions = await measure(
      path.join(here, 'conditions.ts'),
      ['1000'],
      [
        '--require',
        path.join(
          here,
          '../node_modules/@backstage/cli/config/nodeTransform.cjs',
        ),
      ],
    );
    print('### One check, in nanoseconds');
    printTable(conditionRows(conditions));
    writeResults('conditions', conditions);
  }
  const results = {};
  if (wants('scale')) {
    results.installations = await runScale({
      sizes: values.smoke ? [200] : numbers(values.sizes),
      databases: values.databases.split(','),
      checks,
      teams: Number(values.teams),
      rounds: values.smoke ? 2 : Number(values.rounds),
      days: values.smoke ? 0 : Number(values.days),
      growthAt: 10_000,
      replicas: values.smoke ? [] : numbers(values.replicas),
      replicasAt: 10_000,
    });
  }
  if (wants('sources') && !values.smoke) {
    results.sources = await withPostgres(measureSources);
    print('### Slow sources');
    printTable(sourceRows(results.sources));
  }
  if (wants('peers') && !values.smoke && !values['skip-peer']) {
    results.peers = await runPeers();
    print('### Peers, on PostgreSQL');
    printTable(peerRows(results.peers, results.installations ?? []));
  }
  if (Object.keys(results).length) {
    writeResults(values.smoke ? 'smoke' : 'latest', results);
  }
  if (values.document) {
    await writeDocument();
  }
  const excesses = findExcesses(results.installations ?? []);
  if (excesses.length) {
    throw new Error(`More than it may be:\n${excesses.join('\n')}`);
  }
}

await main();
