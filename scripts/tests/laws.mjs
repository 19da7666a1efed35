/**
 * Tries each law of the engine (levels, scores, conditions, working days) with 10,000 made-up
 * cases, where CI takes 500.
 *
 * Usage: npm run test:laws [-- <cases>]
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const runs = process.argv[2] ?? '10000';
if (!/^[1-9]\d{0,7}$/.test(runs)) {
  console.error(`Usage: npm run test:laws [-- <cases>], not '${runs}'`);
  process.exit(2);
}
const engine = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../plugins/readiness-engine',
);
const tests =
  '(evaluation/.*Laws|cel/differential|calendar/WorkingDays)\\.test';
const started = Date.now();
const child = spawn(
  'backstage-cli',
  ['package', 'test', '--watch=false', tests],
  {
    cwd: engine,
    env: { ...process.env, READINESS_PROPERTY_RUNS: runs },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
child.on('error', error => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', code => {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${runs} cases a law, in ${seconds} seconds.`);
  process.exit(code ?? 1);
});
