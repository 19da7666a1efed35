/**
 * Two backends on one PostgreSQL, killed again and again (twenty times in full) while they evaluate
 * and derive: what is stored in the end is what one undisturbed backend stores.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import { dependenciesFact } from '@team-readiness/backstage-plugin-readiness-common';
import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { Knex } from 'knex';
import { resolve } from 'path';
import { setTimeout } from 'timers/promises';
import { caseCount } from '../__testUtils__/caseCount';
import { hears } from '../__testUtils__/hears';
import { applyMigrations } from '../database/initializeDatabase';
import { replaceRelations } from '../database/operations/entities';
import { killTestScorecards } from './__testUtils__/killTestScorecards';
import { expectChainedLevels } from './__testUtils__/consistency';
import {
  firstHour,
  refOf,
  TinyInstallation,
} from './__testUtils__/TinyInstallation';

jest.setTimeout(caseCount(300_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const entityCount = caseCount(1_500, 3_000);
const kills = caseCount(8, 20);
const batchSize = 10;
/** Of each backend that is killed: fewer than would let all of them together be done. */
const mostBatches = Math.floor(entityCount / batchSize / (kills + 2));
/** Each 97th is removed. */
const removedCount = Math.floor(entityCount / 97);
const hourMs = 3_600_000;

const ids = (condition: (id: number) => boolean) =>
  Array.from({ length: entityCount }, (_, index) => index + 1).filter(
    condition,
  );

const team = (set: number) => ({
  id: entityCount + set,
  kind: 'group',
  type: 'team',
});

/** Teams, each of which owns one owner set, below the first one. */
async function putTeams(tiny: TinyInstallation): Promise<void> {
  const sets = Array.from({ length: 29 }, (_, index) => index + 1);
  await tiny.putEntities(sets.map(team));
  const { knex } = tiny;
  await knex('owner_set_members').insert(
    sets.map(set => ({ owner_set_id: set, owner_ref: refOf(team(set)) })),
  );
  await knex('group_closure').insert([
    ...sets.map(set => ({
      ancestor_ref: refOf(team(set)),
      descendant_ref: refOf(team(set)),
    })),
    ...sets.slice(1).map(set => ({
      ancestor_ref: refOf(team(1)),
      descendant_ref: refOf(team(set)),
    })),
  ]);
}

/** In circles of a hundred; a few on which many depend. */
async function putDependencies(tiny: TinyInstallation): Promise<void> {
  const next = (id: number) => (id % 100 === 0 ? id - 99 : id + 1);
  const relations = ids(() => true).flatMap(id =>
    [next(id), (id % 7) + 1].map(target => ({
      source_id: id,
      type: 'dependsOn',
      target_ref: refOf({ id: target }),
    })),
  );
  await replaceRelations(tiny.knex, {
    sourceIds: ids(() => true),
    relations,
  });
  await tiny.markDerived(['']);
}

/** Evaluated entities, and then a change of everything at once, not yet evaluated. */
async function prepare(knex: Knex): Promise<TinyInstallation> {
  await applyMigrations(knex);
  const tiny = new TinyInstallation(knex);
  await tiny.clear();
  await tiny.completeStream();
  tiny.connected.add(dependenciesFact.collector);
  await putTeams(tiny);
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
  // On level 1, and one check short of it that the next version does not ask any more.
  for (const [rest, four] of [
    [1, 'pass'],
    [3, 'fail'],
  ] as const) {
    const some = ids(id => id % 4 === rest);
    await tiny.putFacts('a', some, { one: 'pass', three: 'pass', six: 'pass' });
    await tiny.putFacts('b', some, { two: 'pass', four, five: 'pass' });
  }
  await putDependencies(tiny);
  await tiny.publish(1, killTestScorecards.before);
  await tiny.deriving().drain();

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

/**
 * What is stored, derived facts too. How often a check over dependencies changes on the way depends
 * on who is evaluated first, so that its transitions are left out.
 */
async function stateOf(tiny: TinyInstallation) {
  const {
    results,
    scores,
    transitions,
    level_transitions: levels,
    ...state
  } = await tiny.state();
  const dependent = await tiny
    .knex('checks')
    .where({ check_id: 'dependencies' })
    .first('id');
  return {
    ...state,
    results,
    levels,
    // What was derived later is good for longer.
    scores: scores.map(row =>
      row.replace(/\["next_at",(\d+)\]/, (text, at) =>
        Number(at) > firstHour + 20 * hourMs ? '["next_at","later"]' : text,
      ),
    ),
    transitions: transitions.filter(
      row => !row.includes(`["check_key",${dependent.id}]`),
    ),
    derived: await tiny.derivedState(),
  };
}

function startWorker(
  knex: Knex,
  options: { startedAt: number; mostBatches?: number },
): ChildProcess {
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
        batchSize,
        ...options,
      }),
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}

describe.each(databases.eachSupportedId())('killed backends, %s', id => {
  it('end with the same tables as an undisturbed one', async () => {
    const quiet = await databases.init(id);
    const undisturbed = await prepare(quiet);
    await undisturbed.deriving().drain();
    const wanted = await stateOf(undisturbed);
    expect(wanted.derived).toHaveLength(
      2 * (entityCount - removedCount + 29) + 29,
    );
    expect(wanted.results).toHaveLength(entityCount - removedCount);
    await expectChainedLevels(quiet);
    expect(wanted.levels.length).toBeGreaterThan(entityCount / 5);

    const knex = await databases.init(id);
    const disturbed = await prepare(knex);
    const startedAt = Date.now();
    let killed = 0;
    const left = async () => (await disturbed.waiting()).length;
    // A slow machine needs more of them until something is done.
    const isUnderWay = async () =>
      killed < kills || (await left()) >= entityCount;
    const backend = async () => {
      while (await isUnderWay()) {
        const worker = startWorker(knex, { startedAt, mostBatches });
        expect(await hears(worker, 'ready')).toBe(true);
        await setTimeout(Math.random() * 400);
        const exit = once(worker, 'exit');
        worker.kill('SIGKILL');
        killed += 1;
        await exit;
      }
    };
    await Promise.all([backend(), backend()]);
    // They were killed at work: neither before it began nor after it was done.
    expect(await left()).toBeGreaterThan(0);

    const last = startWorker(knex, { startedAt });
    await once(last, 'exit');
    expect(await disturbed.waiting()).toEqual([]);
    expect(await knex('problems')).toEqual([]);
    expect(await knex('derivation_marks')).toEqual([]);
    expect(await stateOf(disturbed)).toEqual(wanted);
    await expectChainedLevels(knex);
    await Promise.all([quiet.destroy(), knex.destroy()]);
  });
});
