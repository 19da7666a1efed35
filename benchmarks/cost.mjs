/**
 * Measures how long a large bill takes to read, and in how much memory: made-up FOCUS files are written into a
 * temporary directory, read in a process of their own, and deleted. Fails where a sum is wrong or a process
 * had more than 300 MiB.
 *
 * Usage, from the root of the repository: npm run benchmark -- --only-cost [--megabytes 1000]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const maxMiB = 300;

const formats = [
  ['csv', 'CSV'],
  ['csv.gz', 'CSV, gzip'],
  ['parquet-json', 'Parquet, zstd, Tags as JSON'],
  ['parquet-map', 'Parquet, zstd, Tags as a map'],
];

/** Makes plain JavaScript of a script, as a deployed backend has it: a compiler at run time takes 100 MiB. */
function compile(script, directory) {
  const outfile = path.join(directory, `${script}.cjs`);
  buildSync({
    entryPoints: [path.join(here, 'cost', `${script}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3'],
    logLevel: 'error',
    outfile,
  });
  return outfile;
}

/** Runs a script and returns the JSON of its last line. */
function run(script, ...args) {
  const output = execFileSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1));
}

/**
 * @param megabytes of each file; of a packed CSV, of its text
 * @returns a row of the table for each format
 */
export function measureCost(megabytes) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'readiness-cost-'));
  try {
    const writeBill = compile('writeBill', directory);
    const readBill = compile('readBill', directory);
    return [
      ['', 'file', 'rows', 'time', 'peak memory', 'before reading'],
      ...formats.map(([format, title]) => {
        const file = path.join(directory, `bill.${format}`);
        const written = run(
          writeBill,
          format,
          file,
          String(megabytes * 1_000_000),
        );
        const size = statSync(file).size;
        const read = run(readBill, file);
        rmSync(file);
        if (read.rows !== written.rows || read.sum !== written.sum) {
          throw new Error(`${title}: read is not what was written`);
        }
        if (read.peakMiB > maxMiB) {
          throw new Error(`${title}: ${read.peakMiB.toFixed()} MiB`);
        }
        return [
          title,
          `${(size / 1e6).toFixed()} MB`,
          `${(read.rows / 1e6).toFixed(1)} million`,
          `${read.seconds.toFixed(1)} s`,
          `${read.peakMiB.toFixed()} MiB`,
          `${read.beforeMiB.toFixed()} MiB`,
        ];
      }),
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
