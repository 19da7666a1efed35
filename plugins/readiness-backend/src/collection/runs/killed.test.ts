/**
 * A backend that is killed in the middle of a run, again and again: the next one goes on, and looks at
 * one window at most once more.
 */
import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import knexFactory, { Knex } from 'knex';
import { resolve } from 'path';
import { setTimeout } from 'timers/promises';
import { hears } from '../../__testUtils__/hears';
import { applyMigrations } from '../../database/initializeDatabase';
import { manyEntities, RunInstallation } from './__testUtils__/RunInstallation';
import { targetsPerBatch } from './EntityWindows';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const directory = createMockDirectory();
const entityCount = 2_000;
const kills = 3;
const minute = 60_000;

/** A SQLite database in a file, since a second process must see it. */
async function createDatabase(id: 'POSTGRES_18' | 'SQLITE_3') {
  if (id === 'POSTGRES_18') {
    return await databases.init(id);
  }
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: directory.resolve('readiness.sqlite') },
    useNullAsDefault: true,
  });
  await knex.raw('pragma journal_mode = WAL');
  return knex;
}

function startBackend(
  knex: Knex,
  options: { now: number; isLast?: boolean },
): ChildProcess {
  const { client, connection } = knex.client.config;
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, '__testUtils__/killedCollector.ts'),
      // The driver hides the password from whoever lists the settings.
      JSON.stringify({
        client,
        connection: { ...connection, password: connection.password },
        ...options,
      }),
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}

describe.each(['POSTGRES_18', 'SQLITE_3'] as const)('killed runs, %s', id => {
  it('go on elsewhere, and repeat one window at most', async () => {
    const knex = await createDatabase(id);
    await applyMigrations(knex);
    await knex.schema.createTable('looks', table => {
      table.string('name');
    });
    const installation = new RunInstallation(knex, mockServices.logger.mock());
    await installation.putEntities(manyEntities(entityCount));

    const cursors: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const backend = startBackend(knex, { now: installation.now });
      expect(await hears(backend, 'ready')).toBe(true);
      await setTimeout(Math.random() * 60);
      const exit = once(backend, 'exit');
      backend.kill('SIGKILL');
      await exit;
      const { status, cursor } = await installation.state('docs');
      expect(status).toBe('running');
      cursors.push(JSON.parse(cursor).done);
      // Its lease is over.
      installation.now += 2 * minute;
    }
    expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
    expect(new Set(cursors).size).toBe(kills);
    const last = startBackend(knex, { now: installation.now, isLast: true });
    expect(await hears(last, 'done')).toBe(true);

    const looks: Array<{ name: string; times: number | string }> = await knex(
      'looks',
    )
      .groupBy('name')
      .select('name', knex.raw('count(*) as times'));
    expect(looks).toHaveLength(entityCount);
    const again = looks.reduce((sum, { times }) => sum + Number(times) - 1, 0);
    expect(again).toBeLessThanOrEqual(kills * targetsPerBatch);
    expect(Math.max(...looks.map(({ times }) => Number(times)))).toBeLessThan(
      3,
    );
    expect(await installation.state('docs')).toMatchObject({
      status: 'succeeded',
      completed: 1,
      observed: entityCount,
      cursor: null,
    });
    expect((await installation.facts('docs')).size).toBe(entityCount);
    await knex.destroy();
  });
});
