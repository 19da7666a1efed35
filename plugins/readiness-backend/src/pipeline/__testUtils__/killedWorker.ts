/**
 * A backend that does nothing but evaluate and derive, for the test that kills it. Says `ready` to its
 * parent when it begins, and `done` when nothing waits any more.
 *
 * Arguments: JSON with `connection` (of PostgreSQL), `batchSize`, and `startedAt` (epoch ms of real time that
 * stands for the first hour of the test; the clock moves within this hour, so that leases end). After `mostBatches`,
 * if there are so many, it stands still, lest all is done before it is killed.
 */
import { dependenciesFact } from '@team-readiness/backstage-plugin-readiness-common';
import knexFactory from 'knex';
import { setTimeout } from 'timers/promises';
import { standStill } from '../../__testUtils__/standStill';
import { killTestScorecards } from './killTestScorecards';
import { firstHour, TinyInstallation } from './TinyInstallation';

const { connection, startedAt, batchSize, mostBatches } = JSON.parse(
  process.argv[2],
);

async function main() {
  const knex = knexFactory({ client: 'pg', connection, pool: { max: 4 } });
  const tiny = new TinyInstallation(knex);
  await tiny.know(2, killTestScorecards.after);
  const clock = { now: () => new Date(firstHour + Date.now() - startedAt) };
  tiny.connected.add(dependenciesFact.collector);
  let batches = 0;
  const counted = () => {
    batches += 1;
    if (batches === mostBatches) {
      standStill();
    }
  };
  const pipelines = [1, 2].map(() =>
    // A derivation works in larger batches, which must end within its lease.
    tiny.deriving(
      { batchSize, leaseMs: 250, clock, counted },
      { leaseMs: 2_000 },
    ),
  );
  await knex.raw('select 1');
  process.send?.('ready');
  do {
    await Promise.all(pipelines.map(pipeline => pipeline.drain()));
    await setTimeout(20);
  } while (
    (await knex('evaluation_queue').first()) !== undefined ||
    (await knex('derivation_marks').first()) !== undefined
  );
  await knex.destroy();
  process.send?.('done', () => process.disconnect());
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
