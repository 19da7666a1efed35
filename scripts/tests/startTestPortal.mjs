/**
 * A portal of its own for tests in a browser: free ports, a fresh demo organisation and database in .demo/e2e, both
 * apps as they are built for production.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { bornOf, readOrganisation, writeDemo } from '../portal/demo.mjs';
import { sendDeliveries } from '../portal/sources/pushEvents.mjs';
import { grantPush, pushDaily } from '../portal/sources/pushFacts.mjs';
import { startSources } from '../portal/sources/startSources.mjs';
import { root } from '../toolchain.mjs';
import { buildApp, serveApp } from './builtApp.mjs';
import { freePort } from './freePort.mjs';

const START_TIMEOUT_MS = 8 * 60 * 1000;
const STOP_TIMEOUT_MS = 15_000;

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

/** Whether the overview holds every team of the demo and nothing waits for evaluation. */
async function evaluated(backend) {
  const guest = await answerOf(`${backend}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  if (!guest) {
    return false;
  }
  const token = (await guest.json()).backstageIdentity.token;
  const response = await answerOf(`${backend}/api/readiness/v1/overview`, {
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

/**
 * Starts the demo portal with its backend and sources, and waits until every team is evaluated. What it says on the
 * way is printed. Ends it, and the process, when the process is told to end, or when it does not start.
 *
 * @param {('app' | 'app-legacy')[]} apps - which to build and serve
 * @returns {Promise<{ app: string, environment: Record<string, string>, complaints: () => string[], stop: () => Promise<void> }>}
 *   address of the app; the variables by which suites find all; the last lines it said that are no mere information; and how to end it
 */
export async function startTestPortal(apps = ['app', 'app-legacy']) {
  const ports = {
    app: await freePort(),
    'app-legacy': await freePort(),
    backend: await freePort(),
  };
  const app = `http://localhost:${ports.app}`;
  const backend = `http://localhost:${ports.backend}`;

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
      'package',
      'start',
      '--config',
      path.join(root, 'app-config.yaml'),
      '--config',
      path.join(root, 'e2e-tests/app-config.e2e.yaml'),
    ],
    // Its own process group, so that everything below it is ended too.
    {
      cwd: path.join(root, 'packages/backend'),
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

  const servers = [];
  // The pipes close when the last process of the group has ended, which is not the first one that does.
  const closed = new Promise(resolve => portal.on('close', resolve));

  function signalPortal(signal) {
    try {
      process.kill(-portal.pid, signal);
    } catch {
      // It ended by itself in the meantime.
    }
  }

  // A backend that loses its output before it ends would log that for ever.
  async function stop() {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    signalPortal('SIGTERM');
    const timeout = new Promise(resolve =>
      setTimeout(resolve, STOP_TIMEOUT_MS),
    );
    await Promise.race([closed, timeout]);
    signalPortal('SIGKILL');
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      await stop();
      process.exit(1);
    });
  }

  const waitFor = async (what, condition) => {
    while (!(await condition())) {
      if (ended || Date.now() - started > START_TIMEOUT_MS) {
        console.error(lines.join('\n'));
        console.error(`The portal did not get as far as: ${what}`);
        await stop();
        process.exit(1);
      }
      await new Promise(resolve => setTimeout(resolve, 1_000));
    }
    console.log(`${what} after ${Math.round((Date.now() - started) / 1000)} s`);
  };
  await waitFor('backend answers', () =>
    answerOf(`${backend}/.backstage/health/v1/readiness`),
  );
  for (const name of apps) {
    try {
      await buildApp(name);
    } catch (error) {
      console.error(error.message);
      await stop();
      process.exit(1);
    }
    servers.push(await serveApp({ name, port: ports[name], backend }));
  }
  await waitFor('apps answer', () => answerOf(app));
  // Before collectors begin, which is when the history is replayed: they miss what the history knew of.
  const { sent } = await sendDeliveries(
    backend,
    grant.token,
    organisation,
    bornOf(organisationFolder),
  );
  console.log(`${sent} events of deliveries told of`);
  await waitFor('all teams evaluated', () => evaluated(backend));
  const pushed = await pushDaily(backend, grant.token, organisation);
  await waitFor(`${pushed} facts pushed and evaluated`, () =>
    evaluated(backend),
  );

  return {
    app,
    environment: {
      E2E_APP: app,
      E2E_LEGACY: `http://localhost:${ports['app-legacy']}`,
      E2E_BACKEND: backend,
      E2E_ORGANISATION: organisationFolder,
      E2E_PUSHED: String(pushed),
    },
    complaints: () =>
      lines.filter(line => line.trim() && !/\binfo\b/.test(line)).slice(-40),
    stop,
  };
}
