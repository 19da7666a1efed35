/**
 * Two backends on one PostgreSQL, killed again and again while they tell of changes: in the end everything was
 * told, and twice only what somebody was killed over.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { Knex } from 'knex';
import { resolve } from 'path';
import { setTimeout } from 'timers/promises';
import { caseCount } from '../__testUtils__/caseCount';
import { hears } from '../__testUtils__/hears';
import { applyMigrations } from '../database/initializeDatabase';
import { toldAtOnce } from './ReactionDeliveries';

jest.setTimeout(caseCount(300_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const changes = caseCount(1_500, 8_000);
const kills = caseCount(5, 30);
/** By each backend that is killed: fewer than would let all of them together be done. */
const mostTold = Math.floor(changes / (kills + 2)) - toldAtOnce;

function startWorker(
  knex: Knex,
  options: { mostTold?: number } = {},
): ChildProcess {
  const { connection } = knex.client.config;
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, '__testUtils__/killedDeliverer.ts'),
      // The driver hides the password from whoever lists the settings.
      JSON.stringify({
        connection: { ...connection, password: connection.password },
        ...options,
      }),
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}

describe.each(databases.eachSupportedId())('killed deliverers, %s', id => {
  it('tell everything, and twice only what they were killed over', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    await knex.schema.createTable('told', table => {
      table.increments('id');
      table.string('subject');
      table.bigInteger('window_at');
    });
    await knex('definitions').insert({
      id: 1,
      kind: 'Scorecard',
      name: 'first',
      version: 1,
      content_hash: 'x',
      source: 'test',
      document: '{}',
      created_at: 0,
      created_by: 'config',
    });
    const at = Date.now();
    await knex.batchInsert(
      'reaction_outbox',
      Array.from({ length: changes }, (_, index) => ({
        topic: 'results',
        definition_id: 1,
        owner_set_id: index + 1,
        window_at: at,
        due_at: at,
      })),
      500,
    );
    let killed = 0;
    const backend = async () => {
      // A slow machine needs more of them until something is told.
      while (killed < kills || !(await knex('told').first())) {
        const worker = startWorker(knex, { mostTold });
        expect(await hears(worker, 'ready')).toBe(true);
        await setTimeout(Math.random() * 300);
        const exit = once(worker, 'exit');
        if (worker.kill('SIGKILL')) {
          killed += 1;
        }
        await exit;
      }
    };
    await Promise.all([backend(), backend()]);
    const [{ count: before }] = await knex('told').count({ count: '*' });
    // They were killed at work: neither before it began nor after it was done.
    expect(Number(before)).toBeGreaterThan(0);
    expect(Number(before)).toBeLessThan(changes);

    const last = [startWorker(knex), startWorker(knex)];
    await Promise.all(last.map(worker => once(worker, 'exit')));
    const told = await knex('told').pluck('subject');
    expect(new Set(told).size).toBe(changes);
    expect(told.length - changes).toBeLessThanOrEqual(killed * toldAtOnce);
    expect(await knex('reaction_outbox')).toEqual([]);
    expect(await knex('reaction_deliveries')).toEqual([]);
    expect(await knex('problems')).toEqual([]);
    await knex.destroy();
  });
});
