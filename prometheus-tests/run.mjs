/**
 * Runs the collector of SLO measurements against a real Prometheus on loopback.
 *
 * It needs the programs `prometheus` and `promtool` (Debian: the package `prometheus`). Without them
 * nothing is run, which is said, and the exit code is 0.
 *
 * Usage: npm run test:prometheus [-- arguments for Jest]
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);

function versionOf(program) {
  const { status, stdout, stderr } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return status === 0 ? `${stdout}${stderr}`.split('\n')[0] : undefined;
}

const version = versionOf('prometheus');
if (!version || !versionOf('promtool')) {
  console.log('skipped: no prometheus');
  process.exit(0);
}
console.log(version);

const scratch = mkdtempSync(path.join(tmpdir(), 'readiness-prometheus-'));
const report = path.join(scratch, 'report.json');
const child = spawn(
  process.execPath,
  [
    '--no-warnings',
    '--no-node-snapshot',
    path.join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    path.join(here, 'jest.config.js'),
    '--runInBand',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    // The JSON report goes to a file; what it repeats on standard output is of no use.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
const code = await new Promise(resolve =>
  child.on('exit', (status, signal) => resolve(status ?? (signal ? 1 : 0))),
);
try {
  const { numPassedTests, numFailedTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
} catch (error) {
  console.error(`No report of the tests: ${error.message}`);
}
rmSync(scratch, { recursive: true, force: true });
process.exit(code);
