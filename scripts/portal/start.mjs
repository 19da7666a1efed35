/**
 * Runs the portal with the demo organisation: app on port 3000, backend on port 7007, and on a free port a
 * server that answers as the organisation's other tools do. Says when all of it answers. Arguments are handed to
 * `backstage-cli repo start`.
 */
import { spawn } from 'node:child_process';
import { root } from '../toolchain.mjs';
import { bornOf, demoFolder, ensureDemo, readOrganisation } from './demo.mjs';
import { sendDeliveries } from './sources/pushEvents.mjs';
import {
  grantPush,
  pushDaily,
  readExternalAccess,
} from './sources/pushFacts.mjs';
import { startSources } from './sources/startSources.mjs';

const says = {
  written: 'Wrote the demo organisation into .demo/',
  outdated:
    'The demo organisation in .demo/ was written by an earlier version: `npm run demo:reset` writes it anew.',
};
const state = ensureDemo();
if (says[state]) {
  console.log(says[state]);
}

const backend = 'http://localhost:7007';
const organisation = readOrganisation();
const sources = await startSources(organisation);
const grant = grantPush(await readExternalAccess());

const child = spawn(
  'yarn',
  ['backstage-cli', 'repo', 'start', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      ...sources.environment,
      ...grant.environment,
      HARBOUR_ORGANISATION: demoFolder,
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

while (
  !(await answers(`${backend}/.backstage/health/v1/readiness`)) ||
  !(await answers('http://localhost:3000'))
) {
  await new Promise(resolve => setTimeout(resolve, 2_000));
}
console.log('\nReadiness is up: http://localhost:3000/readiness\n');

// While the history is replayed, which the first start begins with, pushes are put off; events are taken.
const pushing = pushDaily(backend, grant.token, organisation);
const sent = await sendDeliveries(
  backend,
  grant.token,
  organisation,
  bornOf(demoFolder),
).catch(error => {
  console.error(
    `The pipeline of the demo could not be heard: ${error.message}`,
  );
  return undefined;
});
if (sent) {
  console.log(
    `The pipeline of the demo told of ${sent.sent} events, ${sent.stored} of them new.`,
  );
}
console.log(`The nightly job of the demo pushed ${await pushing} facts.`);
