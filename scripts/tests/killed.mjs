/**
 * Kills replicas while they work, again and again, and looks whether everything is right in the end: three over
 * one PostgreSQL, one over SQLite (a fifth of the runs). CI takes five runs, of the same seeds each time; this takes
 * others each time.
 *
 * Usage: npm run test:killed [-- --runs <runs>] [--seed <seed>]
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../toolchain.mjs';
import { startPostgres } from './postgres.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string' },
  },
});
const isNumber = text => /^[1-9]\d{0,5}$/.test(text);
if (!isNumber(values.runs) || (values.seed && !isNumber(values.seed))) {
  console.error(
    'Usage: npm run test:killed [-- --runs <runs>] [--seed <seed>]',
  );
  process.exit(2);
}

const started = Date.now();
const seed = values.seed ?? String(started % 1e6 || 1);
const postgres = await startPostgres();
const child = spawn(
  'backstage-cli',
  ['package', 'test', '--watch=false', 'pipeline/killedReplicas\\.test'],
  {
    cwd: path.join(root, 'plugins/readiness-backend'),
    env: {
      ...process.env,
      READINESS_KILL_RUNS: values.runs,
      READINESS_KILL_SEED: seed,
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
        postgres.connectionString,
    },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
const code = await new Promise(resolve => {
  child.on('error', error => {
    console.error(error.message);
    resolve(1);
  });
  child.on('exit', (exit, signal) => {
    if (signal) {
      console.error(`The runs were ended by ${signal}.`);
    }
    resolve(exit ?? 1);
  });
});
await postgres.stop();
const seconds = Math.round((Date.now() - started) / 1000);
console.log(
  `${values.runs} runs ${
    code === 0 ? 'as they should' : 'FAILED'
  }, from seed ${seed}, in ${seconds} seconds.`,
);
process.exit(code);
