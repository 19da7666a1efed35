/**
 * Measures a replay of events of delivery on both databases: how long they take to be stored and to be counted,
 * and in how much memory. Fails where a number is another one than was made up.
 *
 * Usage, from the root of the repository: npm run benchmark -- --only-deliveries [--events 1000000]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const transform = path.join(
  here,
  '../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

function replay(client, connection, events) {
  const output = execFileSync(
    process.execPath,
    [
      '--no-warnings',
      '--expose-gc',
      '--require',
      transform,
      path.join(here, 'deliveries/replayEvents.ts'),
      client,
      connection,
      String(events),
      String(Math.max(1, Math.round(events / 1_000))),
    ],
    { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(output.trim().split('\n').at(-1));
}

const seconds = ms => `${(ms / 1_000).toFixed(1)} s`;
const micros = (ms, count) => `${((ms * 1_000) / count).toFixed(0)} µs`;
const span = ({ first, last, most }) => `${first} → ${last} (most ${most}) MiB`;

/**
 * Replays events.
 *
 * @param {number} events - about so many, of a thousandth as many services
 * @param {string} postgres - connection string of an empty database
 * @returns {{rows: string[][], results: object[]}} a table with its head, and what was measured
 */
export function measureDeliveries(events, postgres) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'readiness-deliveries-'));
  try {
    const results = [
      ['SQLite', 'better-sqlite3', path.join(folder, 'replay.db')],
      ['PostgreSQL', 'pg', postgres],
    ].map(([title, client, connection]) => ({
      title,
      ...replay(client, connection, events),
    }));
    const rows = [
      [
        'database',
        'events sent',
        'stored',
        'intake',
        'an event',
        'counted for all services',
        'a service',
        'nothing new',
        'heap',
        'process',
      ],
      ...results.map(it => [
        it.title,
        String(it.sent),
        String(it.stored),
        seconds(it.intakeMs),
        micros(it.intakeMs, it.sent),
        seconds(it.collectMs),
        micros(it.collectMs, it.entities),
        seconds(it.unchangedMs),
        span(it.heapMiB),
        span(it.processMiB),
      ]),
    ];
    return { rows, results };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
