/**
 * Tries laws in full, with other cases each time: those of the engine (levels, scores, conditions, working days) with
 * 10,000 made-up cases, where `npm test` takes 500, and all that the other tests know to make up (of the pipeline, of
 * roll-ups, of runs of collectors on both databases, of hostile documents), where `npm test` takes a part.
 *
 * Usage: npm run test:laws [-- <cases> [<words in the paths of tests>]]
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../toolchain.mjs';
import { startPostgres } from './postgres.mjs';

const [runs = '10000', ...wanted] = process.argv.slice(2);
if (!/^[1-9]\d{0,7}$/.test(runs)) {
  console.error(`Usage: npm run test:laws [-- <cases>], not '${runs}'`);
  process.exit(2);
}

/** Tests that make cases up. */
const laws = globSync('plugins/*/src/**/*.test.{ts,tsx}', { cwd: root })
  .filter(file => wanted.every(word => file.includes(word)))
  .filter(file =>
    /from 'fast-check'|\bcaseCount\(|READINESS_PROPERTY_RUNS/.test(
      readFileSync(path.join(root, file), 'utf8'),
    ),
  );

const started = Date.now();
const postgres = await startPostgres();
const tests = spawn(
  'backstage-cli',
  ['repo', 'test', '--watch=false', ...laws],
  {
    cwd: root,
    env: {
      ...process.env,
      READINESS_PROPERTY_RUNS: runs,
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
        postgres.connectionString,
    },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => tests.kill(signal));
}
const code = await new Promise(resolve => {
  tests.on('error', error => {
    console.error(error.message);
    resolve(1);
  });
  tests.on('exit', (exit, signal) => resolve(exit ?? (signal ? 1 : 0)));
});
await postgres.stop();
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`${runs} cases a law, in ${seconds} seconds.`);
process.exit(code);
