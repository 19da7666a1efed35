/**
 * The tools of others that the demo organisation uses, as one server on loopback that answers in their shapes.
 * Numbers are made up, as the organisation is. Nothing here is meant for anything but the demo.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { argoCd } from './argoCd.mjs';
import { gitHub } from './gitHub.mjs';
import { mlflow } from './mlflow.mjs';
import { openCost } from './openCost.mjs';
import { pagerDuty } from './pagerDuty.mjs';
import { prometheus } from './prometheus.mjs';
import { questions } from './questions.mjs';
import { sonarQube } from './sonarQube.mjs';

const tools = {
  'argo-cd': argoCd,
  github: gitHub,
  mlflow,
  opencost: openCost,
  pagerduty: pagerDuty,
  prometheus,
  questions,
  sonarqube: sonarQube,
};
const maxBody = 1024 * 1024;
/** Every so many requests SonarQube asks to be left alone for a second, as the busy one of a company does. */
const sonarPause = 20;

/** @returns {Promise<string | undefined>} undefined where it is too large */
async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBody) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Does one of the tokens of the header fit? `Bearer x`, `Token token=x`. */
function isAllowed(header, token) {
  const given = Buffer.from(
    (header ?? '').replace(/^(?:Bearer |Token token=)/, ''),
  );
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Starts the server on a port that is free.
 *
 * @param {object} organisation - as `readOrganisation` of `../demo.mjs` returns it
 * @returns {Promise<{environment: Record<string, string>, close: () => void}>} environment: what app-config.yaml reads of it
 */
export async function startSources(organisation) {
  const token = randomBytes(24).toString('base64url');
  const handlers = new Map(
    Object.entries(tools).map(([name, tool]) => [name, tool(organisation)]),
  );
  let sonarRequests = 0;
  const answer = async request => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, name, path = '/'] = /^\/([\w-]+)(\/.*)?$/.exec(url.pathname) ?? [];
    const handler = handlers.get(name);
    // Prometheus knows no users.
    if (
      name !== 'prometheus' &&
      !isAllowed(request.headers.authorization, token)
    ) {
      return { status: 401, body: { message: 'Unauthorized' } };
    }
    if (name === 'sonarqube' && ++sonarRequests % sonarPause === 0) {
      return {
        status: 429,
        headers: { 'retry-after': '1' },
        body: { errors: [{ msg: 'Too many requests' }] },
      };
    }
    const body = await bodyOf(request);
    if (body === undefined) {
      return { status: 413, body: { message: 'Too large' } };
    }
    const form = new URLSearchParams(body || url.search);
    return (
      handler?.({ path, query: url.searchParams, form }) ?? {
        status: 404,
        body: { message: 'Not Found' },
      }
    );
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status = 200, headers = {}, body }) => {
        response.writeHead(status, {
          'content-type': 'application/json',
          ...headers,
        });
        response.end(JSON.stringify(body));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    environment: {
      HARBOUR_SOURCES_PORT: String(server.address().port),
      HARBOUR_SOURCES_TOKEN: token,
    },
    close: () => server.close(),
  };
}
