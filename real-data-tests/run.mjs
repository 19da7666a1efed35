/**
 * Runs the suite over data of other people.
 *
 * Usage: READINESS_REAL_DATA=<folder> node real-data-tests/run.mjs [arguments for Jest]
 * Exit code 2: the folder is not given or not there.
 */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const folder = process.env.READINESS_REAL_DATA;

function refuse(reason) {
  console.error(
    `${reason}\nUsage: READINESS_REAL_DATA=<folder> npm run test:real-data\nThe folder is laid out as real-data-tests/README.md says: <topic>/<owner>__<repository>/<path>.`,
  );
  process.exit(2);
}

if (!folder) {
  refuse('READINESS_REAL_DATA is not set: it names the folder with the data.');
}
const absolute = path.resolve(folder);
if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
  refuse(`READINESS_REAL_DATA is '${folder}', which is no folder.`);
}

const child = spawn(
  process.execPath,
  [
    '--no-warnings',
    '--no-node-snapshot',
    path.join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    path.join(here, 'jest.config.js'),
    '--runInBand',
    // A stopped catalog keeps a timer alive.
    '--forceExit',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'test',
      READINESS_REAL_DATA: absolute,
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
