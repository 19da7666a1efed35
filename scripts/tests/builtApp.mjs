/**
 * Builds an app of this workspace for production and serves it beside a backend that runs already: app and API have one
 * address, so that the backend need not know of it, and one build serves at any port.
 *
 * Usage: node scripts/tests/builtApp.mjs <app|app-legacy> [port, default 3001] [address of the backend, default http://localhost:7007]
 */
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../toolchain.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
};

/** Configuration that gives app and backend one origin: the app then takes the address that it is served at for both. */
const configurationOf = name =>
  [
    path.join(root, 'app-config.yaml'),
    path.join(root, 'packages', name, 'app-config.yaml'),
    path.join(root, 'e2e-tests/app-config.built.yaml'),
  ].filter(file => existsSync(file));

/**
 * @param {'app' | 'app-legacy'} name - folder in packages/
 * @returns {string} the folder that it is built into
 */
export const builtFolder = name => path.join(root, 'packages', name, 'dist');

/**
 * Builds an app into its `dist`.
 *
 * @param {'app' | 'app-legacy'} name - folder in packages/
 * @returns {Promise<void>} rejects with what the build said when it fails
 */
export function buildApp(name) {
  return new Promise((resolve, reject) => {
    const build = spawn(
      'yarn',
      [
        'backstage-cli',
        'package',
        'build',
        ...configurationOf(name).flatMap(file => ['--config', file]),
      ],
      {
        cwd: path.join(root, 'packages', name),
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      },
    );
    const said = [];
    build.stdout.on('data', chunk => said.push(chunk));
    build.stderr.on('data', chunk => said.push(chunk));
    build.on('error', reject);
    build.on('exit', code =>
      code === 0
        ? resolve()
        : reject(
            new Error(`${name} could not be built:\n${Buffer.concat(said)}`),
          ),
    );
  });
}

/** The file of a path; whatever is no file is a page of the app. */
function fileOf(dist, pathname) {
  const file = path.join(dist, path.normalize(decodeURIComponent(pathname)));
  const inside = file.startsWith(dist + path.sep);
  return inside && statSync(file, { throwIfNoEntry: false })?.isFile()
    ? file
    : path.join(dist, 'index.html');
}

function handOn(incoming, response, backend) {
  const { hostname, port } = new URL(backend);
  const outgoing = request(
    {
      hostname,
      port,
      path: incoming.url,
      method: incoming.method,
      headers: incoming.headers,
    },
    answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => {
    response.writeHead(502);
    response.end();
  });
  incoming.pipe(outgoing);
}

/** Signals come by a web socket. */
function handOnSocket(incoming, socket, head, backend) {
  const { hostname, port } = new URL(backend);
  const outgoing = connect(Number(port), hostname, () => {
    const headers = [];
    for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
      headers.push(
        `${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`,
      );
    }
    outgoing.write(
      [`GET ${incoming.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'),
    );
    outgoing.write(head);
    outgoing.pipe(socket).pipe(outgoing);
  });
  outgoing.on('error', () => socket.destroy());
  socket.on('error', () => outgoing.destroy());
}

/**
 * Serves what was built; `/api` is handed on to the backend.
 *
 * @param {{ name: 'app' | 'app-legacy', port: number, backend: string }} options - which app, port to listen on, address of the backend
 * @returns {Promise<import('node:http').Server>} when it listens; `closeAllConnections()` and `close()` end it
 */
export function serveApp({ name, port, backend }) {
  const dist = builtFolder(name);
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url, 'http://localhost');
    if (pathname.startsWith('/api/')) {
      handOn(incoming, response, backend);
      return;
    }
    const file = fileOf(dist, pathname);
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    });
    // A file may go while it is asked for, where somebody builds anew.
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  server.on('upgrade', (incoming, socket, head) =>
    handOnSocket(incoming, socket, head, backend),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name, port = '3001', backend = 'http://localhost:7007'] =
    process.argv.slice(2);
  await buildApp(name);
  await serveApp({ name, port: Number(port), backend });
  console.log(`${name} is up: http://localhost:${port}/readiness`);
}
