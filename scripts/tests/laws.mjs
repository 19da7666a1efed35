/**
 * Tries laws in full: those of the engine (levels, scores, conditions, working days) with 10,000
 * made-up cases, where CI takes 500; those of the pipeline, of roll-ups and of runs of collectors on both databases, and
 * hostile documents, with all the cases, entities and megabytes of which CI takes a part.
 *
 * Usage: npm run test:laws [-- <cases>]
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../toolchain.mjs';
import { startPostgres } from './postgres.mjs';

const runs = process.argv[2] ?? '10000';
if (!/^[1-9]\d{0,7}$/.test(runs)) {
  console.error(`Usage: npm run test:laws [-- <cases>], not '${runs}'`);
  process.exit(2);
}

/** Patterns of tests by package. */
const laws = {
  'readiness-engine':
    '(evaluation/.*Laws|cel/differential|calendar/WorkingDays)\\.test',
  'readiness-node': 'documents/hostileYaml\\.test',
  'readiness-backend':
    '((pipeline|derivation)/invariants|pipeline/killed|runs/laws|standing/readStandings)\\.test',
};

const started = Date.now();
const postgres = await startPostgres();
/** The run that is under way, and the signal that ended it. */
const now = { child: undefined, signal: undefined };
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    now.signal = signal;
    now.child?.kill(signal);
  });
}

/** Resolves with the exit code of the tests of one package. */
function test(name, tests) {
  now.child = spawn(
    'backstage-cli',
    ['package', 'test', '--watch=false', tests],
    {
      cwd: path.join(root, 'plugins', name),
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
  return new Promise(resolve => {
    now.child.on('error', error => {
      console.error(error.message);
      resolve(1);
    });
    now.child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

let code = 0;
for (const [name, tests] of Object.entries(laws)) {
  if (!now.signal) {
    code = (await test(name, tests)) || code;
  }
}
await postgres.stop();
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`${runs} cases a law, in ${seconds} seconds.`);
process.exit(now.signal ? 1 : code);
