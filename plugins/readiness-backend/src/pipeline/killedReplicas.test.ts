/**
 * Replicas that are killed again and again while facts, definitions, owners and teams change: three over one
 * PostgreSQL, one over SQLite. In the end everything is as `expectKillWorldLaws` says. As a rule five runs;
 * `npm run test:killed -- --runs 100` tries more of them.
 */
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import knexFactory, { Knex } from 'knex';
import { resolve } from 'path';
import { setTimeout } from 'timers/promises';
import { hears } from '../__testUtils__/hears';
import { applyMigrations } from '../database/initializeDatabase';
import { KillWorld } from './__testUtils__/KillWorld';
import { expectKillWorldLaws } from './__testUtils__/killWorldLaws';
import { randomNumbers } from './__testUtils__/randomNumbers';

const runs = Number(process.env.READINESS_KILL_RUNS ?? 5);
/**
 * A seed chooses what happens; when it happens, and who is killed when, is up to the machine. As a rule the same one each
 * time, so that a change is refused for what it did; `npm run test:killed` takes others.
 */
const firstSeed = Number(process.env.READINESS_KILL_SEED ?? 20_261);
/** Of five runs one is over SQLite. */
const sqliteRuns = Math.max(1, Math.round(runs / 5));
const kills = { POSTGRES_18: 6, SQLITE_3: 3 } as const;
const replicas = { POSTGRES_18: 3, SQLITE_3: 1 } as const;
const steps = 40;
const longestFinishMs = 120_000;

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const directory = createMockDirectory();

/** A SQLite database in a file, since a second process must see it. */
async function createDatabase(id: 'POSTGRES_18' | 'SQLITE_3', run: number) {
  if (id === 'POSTGRES_18') {
    return await databases.init(id);
  }
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: directory.resolve(`world-${run}.sqlite`) },
    useNullAsDefault: true,
  });
  await knex.raw('pragma journal_mode = WAL');
  await knex.raw('pragma synchronous = NORMAL');
  return knex;
}

function startReplica(knex: Knex, options: object): ChildProcess {
  const { client, connection } = knex.client.config;
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, '__testUtils__/killedReplica.ts'),
      JSON.stringify({
        client,
        // The driver hides the password from whoever lists the settings.
        connection: { ...connection, password: connection.password },
        ...options,
      }),
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}

const available = new Set<string>(
  databases.eachSupportedId().map(([id]) => id),
);
const cases = Array.from({ length: runs }, (_, run) => ({
  run,
  id: run < sqliteRuns ? ('SQLITE_3' as const) : ('POSTGRES_18' as const),
  seed: firstSeed + run * 1000,
})).filter(({ id }) => id === 'SQLITE_3' || available.has(id));

describe('killed replicas', () => {
  it.each(cases)('run $run, $id, seed $seed', async ({ run, id, seed }) => {
    const knex = await createDatabase(id, run);
    await applyMigrations(knex);
    const startedAt = Date.now();
    const world = new KillWorld(knex, startedAt);
    await world.create();
    const random = randomNumbers(seed);
    let started = 0;
    let killed = 0;
    const live = async () => {
      while (started < kills[id]) {
        started += 1;
        const own = { startedAt, seed: seed + started, steps };
        const replica = startReplica(knex, own);
        const exit = once(replica, 'exit');
        const beats = 2 + Math.floor(random() * 30);
        expect(await hears(replica, 'beat', beats)).toBe(true);
        // In the middle of something.
        await setTimeout(random() * 30);
        killed += replica.kill('SIGKILL') ? 1 : 0;
        await exit;
      }
    };
    await Promise.all(Array.from({ length: replicas[id] }, live));
    expect(killed).toBe(kills[id]);

    // Claims and runs of the dead are free by now.
    const later = { startedAt, hoursLater: 2 };
    const last = startReplica(knex, { ...later, seed, steps, isLast: true });
    const timer = globalThis.setTimeout(
      () => last.kill('SIGKILL'),
      longestFinishMs,
    );
    expect(await hears(last, 'done')).toBe(true);
    clearTimeout(timer);
    await expectKillWorldLaws(new KillWorld(knex, startedAt, later.hoursLater));
    await knex.destroy();
  });
});
