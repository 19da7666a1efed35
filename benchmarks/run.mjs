/**
 * Runs Readiness and Tech Insights over the same number of entities and checks, one after the other,
 * on one PostgreSQL that comes from an npm package. Prints a table and writes results/latest.json.
 *
 * Usage, from the root of the repository: npm run benchmark -- [--entities 10000] [--checks 30] [--teams 500] [--peer-entities 10000] [--skip-peer] [--only-conditions] [--only-cost [--megabytes 1000]] [--only-deliveries [--events 1000000]]
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../scripts/tests/postgres.mjs';
import { conditionRows } from './conditionsTable.mjs';
import { measureCost } from './cost.mjs';
import { measureDeliveries } from './deliveries.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    entities: { type: 'string', default: '10000' },
    checks: { type: 'string', default: '30' },
    teams: { type: 'string', default: '500' },
    'peer-entities': { type: 'string' },
    'skip-peer': { type: 'boolean', default: false },
    'only-conditions': { type: 'boolean', default: false },
    'only-cost': { type: 'boolean', default: false },
    megabytes: { type: 'string', default: '1000' },
    'only-deliveries': { type: 'boolean', default: false },
    events: { type: 'string', default: '1000000' },
  },
});
const peerEntities = values['peer-entities'] ?? values.entities;

if (
  !values['skip-peer'] &&
  !values['only-cost'] &&
  !values['only-deliveries'] &&
  !existsSync(path.join(here, 'node_modules'))
) {
  console.log('Installing Tech Insights into benchmarks/ …');
  execFileSync('npm', ['ci', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
  });
}

/** Runs a script and returns the JSON of its last line. */
function measure(args) {
  return new Promise((resolve, reject) => {
    const child = spawn('node', args, {
      cwd: here,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.on('close', code =>
      code === 0
        ? resolve(JSON.parse(output.trim().split('\n').at(-1)))
        : reject(new Error(`${args.join(' ')} ended with ${code}`)),
    );
  });
}

function printTable(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const lines = rows.map(
    row => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`,
  );
  lines.splice(1, 0, `|${widths.map(w => '-'.repeat(w + 2)).join('|')}|`);
  console.log(lines.join('\n'));
}

function writeResults(name, results) {
  mkdirSync(path.join(here, 'results'), { recursive: true });
  writeFileSync(
    path.join(here, `results/${name}.json`),
    `${JSON.stringify(results, null, 2)}\n`,
  );
}

const machine = `Node ${process.versions.node}, ${os.cpus().length} × ${os
  .cpus()[0]
  .model.trim()}`;
const transform = path.join(
  here,
  '../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

if (values['only-cost']) {
  const rows = measureCost(Number(values.megabytes));
  console.log(`\n${machine}\n`);
  printTable(rows);
  process.exit(0);
}

if (values['only-deliveries']) {
  const server = await startPostgres();
  try {
    await server.createDatabase('readiness_deliveries');
    const { rows, results } = measureDeliveries(
      Number(values.events),
      server.connectionString.replace(/\/postgres$/, '/readiness_deliveries'),
    );
    console.log(`\n${machine}\n`);
    printTable(rows);
    writeResults('deliveries', results);
  } finally {
    await server.stop();
  }
  process.exit(0);
}

const conditions = await measure([
  '--require',
  transform,
  path.join(here, 'conditions.ts'),
  '1000',
]);
console.log(`\n${machine}\n`);
printTable(conditionRows(conditions));
writeResults('conditions', conditions);
if (values['only-conditions']) {
  process.exit(0);
}

const postgres = await startPostgres();
const databaseOf = name =>
  postgres.connectionString.replace(/\/postgres$/, `/${name}`);
async function readiness(entities, checks, teams) {
  const name = `readiness_${entities}`;
  await postgres.createDatabase(name);
  return measure([
    '--require',
    transform,
    path.join(here, 'readiness.ts'),
    String(entities),
    String(checks),
    String(teams),
    databaseOf(name),
  ]);
}

try {
  const ours = await readiness(values.entities, values.checks, values.teams);
  const small = await readiness(100, values.checks, 20);
  let peer;
  if (!values['skip-peer']) {
    peer = await measure([
      path.join(here, 'tech-insights.mjs'),
      peerEntities,
      values.checks,
      postgres.connectionString,
    ]);
  }
  const results = ours.evaluated * Number(values.checks);
  const seconds = ms => `${(ms / 1000).toFixed(1)} s`;
  const perResult = (ms, count) => `${((ms * 1000) / count).toFixed(1)} µs`;
  const rows = [
    ['', 'Readiness', ...(peer ? ['Tech Insights 3.1'] : [])],
    [
      'entities × checks',
      `${values.entities} × ${values.checks}`,
      ...(peer ? [`${peerEntities} × ${values.checks}`] : []),
    ],
    [
      'evaluate everything',
      `${seconds(ours.evaluateMs)}, stored in every table`,
      ...(peer ? [`${seconds(peer.evaluateMs)}, nothing stored`] : []),
    ],
    [
      'per result',
      perResult(ours.evaluateMs, results),
      ...(peer ? [perResult(peer.evaluateMs, peer.results)] : []),
    ],
    [
      'second pass, nothing changed',
      `${seconds(ours.secondPassMs)}, ${ours.secondPassRows} rows written`,
      ...(peer ? ['the same again'] : []),
    ],
    [
      `overview of ${ours.teams} teams`,
      `p50 ${ours.overviewP50Ms} ms, p95 ${ours.overviewP95Ms} ms, ${ours.overviewQueries} queries`,
      ...(peer ? ['not there'] : []),
    ],
    [
      'overview at 100 entities',
      `p50 ${small.overviewP50Ms} ms, ${small.overviewQueries} queries`,
      ...(peer ? [''] : []),
    ],
  ];
  console.log(`\n${postgres.version}, ${machine}\n`);
  printTable(rows);
  writeResults('latest', {
    options: values,
    readiness: ours,
    readinessSmall: small,
    techInsights: peer,
  });
  if (ours.overviewQueries !== small.overviewQueries) {
    throw new Error('The overview asks more queries of a larger catalog');
  }
  if (ours.secondPassRows !== 0) {
    throw new Error('A pass over unchanged inputs wrote rows');
  }
} finally {
  await postgres.stop();
}
