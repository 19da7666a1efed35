/**
 * Starts a portal of its own (free ports, fresh demo organisation and database in .demo/e2e) and drives it in a real browser: one file in e2e-tests/ per user story.
 * Arguments are handed to Node's test runner.
 */
import { spawn } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bornOf, readOrganisation, writeDemo } from '../portal/demo.mjs';
import { sendDeliveries } from '../portal/sources/pushEvents.mjs';
import { grantPush, pushDaily } from '../portal/sources/pushFacts.mjs';
import { startSources } from '../portal/sources/startSources.mjs';
import { root } from '../toolchain.mjs';
import { freePort } from './freePort.mjs';

const ports = { app: await freePort(), backend: await freePort() };
const APP = `http://localhost:${ports.app}`;
const BACKEND = `http://localhost:${ports.backend}`;
const START_TIMEOUT_MS = 8 * 60 * 1000;
const STOP_TIMEOUT_MS = 15_000;

const folder = path.join(root, '.demo/e2e');
rmSync(folder, { recursive: true, force: true });
const organisationFolder = path.join(folder, 'organisation');
writeDemo(organisationFolder);
const organisation = readOrganisation();
const sources = await startSources(organisation);
const grant = grantPush();

const started = Date.now();
const lines = [];
const portal = spawn(
  'yarn',
  [
    'backstage-cli',
    'repo',
    'start',
    '--config',
    path.join(root, 'app-config.yaml'),
    '--config',
    path.join(root, 'e2e-tests/app-config.e2e.yaml'),
  ],
  // Its own process group, so that everything below it is ended too.
  {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: {
      ...process.env,
      E2E_APP_PORT: String(ports.app),
      E2E_BACKEND_PORT: String(ports.backend),
      ...sources.environment,
      ...grant.environment,
      HARBOUR_ORGANISATION: organisationFolder,
    },
  },
);
for (const stream of [portal.stdout, portal.stderr]) {
  stream.on('data', chunk => {
    lines.push(...String(chunk).split('\n'));
    lines.splice(0, lines.length - 400);
  });
}
let ended = false;
portal.on('exit', () => {
  ended = true;
});

// The pipes close when the last process of the group has ended, which is not the first one that does.
const closed = new Promise(resolve => portal.on('close', resolve));

function signalPortal(signal) {
  try {
    process.kill(-portal.pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Ends all processes of the portal. A backend that loses its output before it ends would log that for ever. */
async function stopPortal() {
  signalPortal('SIGTERM');
  const timeout = new Promise(resolve => setTimeout(resolve, STOP_TIMEOUT_MS));
  await Promise.race([closed, timeout]);
  signalPortal('SIGKILL');
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stopPortal();
    process.exit(1);
  });
}

async function answerOf(url, options) {
  try {
    const response = await fetch(url, {
      ...options,
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

/** Waits until the overview holds every team of the demo and nothing waits for evaluation. */
async function evaluated() {
  const guest = await answerOf(`${BACKEND}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  if (!guest) {
    return false;
  }
  const token = (await guest.json()).backstageIdentity.token;
  const response = await answerOf(`${BACKEND}/api/readiness/v1/overview`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response) {
    return false;
  }
  const { teams, evaluation } = await response.json();
  return (
    teams.length >= 8 && evaluation.firstRunComplete && evaluation.waiting === 0
  );
}

const waitFor = async (what, condition) => {
  while (!(await condition())) {
    if (ended || Date.now() - started > START_TIMEOUT_MS) {
      console.error(lines.join('\n'));
      console.error(`The portal did not get as far as: ${what}`);
      await stopPortal();
      process.exit(1);
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
  console.log(`${what} after ${Math.round((Date.now() - started) / 1000)} s`);
};
await waitFor('backend answers', () =>
  answerOf(`${BACKEND}/.backstage/health/v1/readiness`),
);
await waitFor('app answers', () => answerOf(APP));
// Before collectors begin, which is when the history is replayed: they miss what the history knew of.
const { sent } = await sendDeliveries(
  BACKEND,
  grant.token,
  organisation,
  bornOf(organisationFolder),
);
console.log(`${sent} events of deliveries told of`);
await waitFor('all teams evaluated', evaluated);
const pushed = await pushDaily(BACKEND, grant.token, organisation);
await waitFor(`${pushed} facts pushed and evaluated`, evaluated);

const runner = spawn(
  'node',
  [
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    '--experimental-strip-types',
    '--test',
    // A story that fails may leave a browser behind.
    '--test-force-exit',
    '--test-timeout=300000',
    // One browser at a time: the stories share one portal.
    '--test-concurrency=1',
    ...process.argv.slice(2),
    ...globSync('e2e-tests/*.test.ts', { cwd: root }).sort(),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      E2E_APP: APP,
      E2E_BACKEND: BACKEND,
      E2E_ORGANISATION: organisationFolder,
      E2E_PUSHED: String(pushed),
    },
  },
);
const code = await new Promise(resolve => runner.on('exit', resolve));
if (code !== 0) {
  const telling = lines.filter(line => line.trim() && !/\binfo\b/.test(line));
  console.error(`The portal said:\n${telling.slice(-40).join('\n')}`);
}
await stopPortal();
process.exit(code ?? 1);
