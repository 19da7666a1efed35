/**
 * Runs all unit and integration tests on SQLite and on a real PostgreSQL that comes from an npm
 * package. Arguments are handed to `backstage-cli repo test`, e.g. a path.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../toolchain.mjs';
import { startPostgres } from './postgres.mjs';

const postgres = await startPostgres();
const scratch = mkdtempSync(path.join(tmpdir(), 'readiness-tests-'));
const report = path.join(scratch, 'report.json');

const child = spawn(
  'yarn',
  [
    'backstage-cli',
    'repo',
    'test',
    '--watch=false',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    // The JSON report goes to a file; what it repeats on standard output is of no use.
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      NODE_OPTIONS: `${
        process.env.NODE_OPTIONS ?? ''
      } --no-warnings --no-node-snapshot`,
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
        postgres.connectionString,
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
const code = await new Promise(resolve =>
  child.on('exit', (status, signal) => resolve(status ?? (signal ? 1 : 0))),
);
await postgres.stop();

try {
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const tests = testResults.flatMap(file => file.assertionResults);
  const count = id =>
    tests.filter(test => test.status === 'passed' && test.fullName.includes(id))
      .length;
  console.log(
    [
      '',
      `Tests on SQLite:     ${count('SQLITE_3')} passed`,
      `Tests on PostgreSQL: ${count('POSTGRES_18')} passed (${
        postgres.version
      })`,
      `${numPassedTests} passed, ${numFailedTests} failed`,
    ].join('\n'),
  );
} catch (error) {
  console.error(`No report of the tests: ${error.message}`);
}
rmSync(scratch, { recursive: true, force: true });
process.exit(code);
