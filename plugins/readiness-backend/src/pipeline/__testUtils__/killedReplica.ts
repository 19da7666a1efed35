/**
 * A replica that lets the world of `KillWorld` change, collects, evaluates and derives, for the test that
 * kills it. Says `beat` to its parent after each piece of work.
 *
 * Arguments: JSON with `client` and `connection` of the database, `startedAt` and `hoursLater` (see `KillWorld`), `seed`, and
 * `steps`: how many changes there are in all. With `isLast` it ends when nothing is left to do, and says
 * `done`.
 */
import knexFactory from 'knex';
import { setTimeout } from 'timers/promises';
import {
  SayingCollector,
  registered,
} from '../../collection/runs/__testUtils__/RunInstallation';
import { CollectionRuns } from '../../collection/runs';
import { CollectorSet } from '../../collection/CollectorSet';
import { databaseCapabilities } from '../../database/DatabaseCapabilities';
import { KillWorld } from './KillWorld';
import { collected } from './KillWorldChanges';
import { randomNumbers } from './randomNumbers';

const { client, connection, startedAt, hoursLater, seed, steps, isLast } =
  JSON.parse(process.argv[2]);

const silent = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function main() {
  const isPg = client === 'pg';
  const knex = knexFactory({
    client,
    connection,
    useNullAsDefault: true,
    pool: { min: 0, max: isPg ? 6 : 1 },
  });
  const world = new KillWorld(knex, startedAt, hoursLater);
  const { clock } = world;
  const random = randomNumbers(seed);
  const collector = new SayingCollector(collected);
  let source: Awaited<ReturnType<KillWorld['sourceOf']>> = new Map();
  collector.before = async names => {
    source = await world.sourceOf(names);
    await setTimeout(random() * 30);
  };
  collector.say = name => {
    const data = source.get(name);
    return data ? { status: 'observed', data } : { status: 'absent' };
  };
  const runs = new CollectionRuns({
    knex,
    clock,
    logger: silent,
    collectors: new CollectorSet({ modules: [registered(collector)] }),
  });
  const pipelines = databaseCapabilities(knex).concurrentWriters ? [1, 2] : [1];
  const { signal } = new AbortController();
  await world.learn();
  process.send?.('beat');

  let isDone = false;
  const repeat = async (work: () => Promise<unknown>) => {
    while (!isDone) {
      await work();
      process.send?.('beat');
      await setTimeout(5 + random() * 15);
    }
  };
  const isIdle = async () =>
    !(await knex('evaluation_queue').first('entity_id')) &&
    !(await knex('derivation_marks').first('id')) &&
    Boolean(
      await knex('collector_runs')
        .where({ collector: collected, status: 'succeeded' })
        .where('next_at', '>', clock.now().getTime())
        .first('collector'),
    );
  await Promise.all([
    repeat(async () => {
      const { steps: taken } = await world.learn();
      if (taken < steps) {
        await world.step(random);
      } else if (isLast) {
        isDone = await isIdle();
      }
    }),
    repeat(async () => {
      try {
        await runs.runAll(collected, { signal, force: false });
      } catch (error) {
        // After an hour has passed, its lease is over: the scheduler would log that.
        if (!String(error).includes('took')) {
          throw error;
        }
      }
    }),
    ...pipelines.map(() => {
      const pipeline = world.tiny.deriving(
        { batchSize: 10, leaseMs: 250, clock },
        { leaseMs: 2_000 },
      );
      return repeat(() => pipeline.drain());
    }),
  ]);
  await knex.destroy();
  process.send?.('done', () => process.disconnect());
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
