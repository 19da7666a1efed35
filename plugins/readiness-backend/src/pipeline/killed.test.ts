/**
 * Two backends on one PostgreSQL, killed twenty times while they evaluate: what is stored in the
 * end is what one undisturbed backend stores.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { Knex } from 'knex';
import { resolve } from 'path';
import { setTimeout } from 'timers/promises';
import { applyMigrations } from '../database/initializeDatabase';
import { killTestScorecards } from './__testUtils__/killTestScorecards';
import { TinyInstallation } from './__testUtils__/TinyInstallation';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const entityCount = 3_000;
const kills = 20;

const ids = (condition: (id: number) => boolean) =>
  Array.from({ length: entityCount }, (_, index) => index + 1).filter(
    condition,
  );

/** Evaluated entities, and then a change of everything at once, not yet evaluated. */
async function prepare(knex: Knex): Promise<TinyInstallation> {
  await applyMigrations(knex);
  const tiny = new TinyInstallation(knex);
  const entity = (id: number) => ({
    id,
    ownerSetId: id % 23,
    tier: id % 4 || null,
  });
  await tiny.putEntities(ids(() => true).map(entity));
  await tiny.putFacts(
    'a',
    ids(() => true),
    { one: 'pass', three: 'fail' },
  );
  await tiny.publish(1, killTestScorecards.before);
  await tiny.pipeline().drain();

  await tiny.publish(2, killTestScorecards.after);
  await tiny.putFacts(
    'a',
    ids(id => id % 3 === 0),
    { one: 'fail', six: 'pass' },
  );
  await tiny.putFacts(
    'b',
    ids(id => id % 2 === 0),
    { two: 'pass', five: 'exempt' },
  );
  await tiny.putEntities(
    ids(id => id % 5 === 0).map(id => ({ ...entity(id), ownerSetId: id % 29 })),
  );
  for (const id of ids(candidate => candidate % 97 === 0)) {
    await tiny.removeEntity(id);
  }
  return tiny;
}

function startWorker(knex: Knex, startedAt: number): ChildProcess {
  const { connection } = knex.client.config;
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, '__testUtils__/killedWorker.ts'),
      // The driver hides the password from whoever lists the settings.
      JSON.stringify({
        connection: { ...connection, password: connection.password },
        startedAt,
      }),
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}

/** Waits for `ready`; the transform of TypeScript sends messages of its own. */
async function ready(worker: ChildProcess): Promise<void> {
  let message: unknown;
  do {
    [message] = await once(worker, 'message');
  } while (message !== 'ready');
}

describe.each(databases.eachSupportedId())('killed backends, %s', id => {
  it('end with the same tables as an undisturbed one', async () => {
    const quiet = await databases.init(id);
    const undisturbed = await prepare(quiet);
    await undisturbed.pipeline().drain();
    const wanted = await undisturbed.state();
    expect(wanted.results).toHaveLength(entityCount - 30);

    const knex = await databases.init(id);
    const disturbed = await prepare(knex);
    const startedAt = Date.now();
    let killed = 0;
    const backend = async () => {
      while (killed < kills) {
        const worker = startWorker(knex, startedAt);
        await ready(worker);
        await setTimeout(Math.random() * 400);
        const exit = once(worker, 'exit');
        if (killed < kills && worker.kill('SIGKILL')) {
          killed += 1;
        } else {
          worker.kill('SIGKILL');
        }
        await exit;
      }
    };
    await Promise.all([backend(), backend()]);
    expect(killed).toBe(kills);
    const waiting = (await disturbed.waiting()).length;
    // They were killed at work: neither before it began nor after it was done.
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThan(entityCount);

    const last = startWorker(knex, startedAt);
    await once(last, 'exit');
    expect(await disturbed.waiting()).toEqual([]);
    expect(await knex('problems')).toEqual([]);
    expect(await disturbed.state()).toEqual(wanted);
    await Promise.all([quiet.destroy(), knex.destroy()]);
  });
});
