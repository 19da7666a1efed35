/**
 * A backend that runs one collector over all entities, for the test that kills it. Says `ready` to its
 * parent after some batches, and `done` at the end. Each look is a row of the table `looks`.
 *
 * Arguments: JSON with `client` and `connection` of the database, and `now` (epoch milliseconds). Only with `isLast`
 * it comes to the end: otherwise it stands still after some more batches, lest it is done before it is killed.
 */
import knexFactory from 'knex';
import { setTimeout } from 'timers/promises';
import { standStill } from '../../../__testUtils__/standStill';
import { RunInstallation, SayingCollector } from './RunInstallation';

const { client, connection, now, isLast } = JSON.parse(process.argv[2]);
const batchesUntilReady = 3;
const mostBatches = 6;

const silent = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function main() {
  const knex = knexFactory({ client, connection, useNullAsDefault: true });
  const installation = new RunInstallation(knex, silent);
  installation.now = now;
  const collector = new SayingCollector('docs');
  let batches = 0;
  collector.before = async names => {
    await knex.batchInsert(
      'looks',
      names.map(name => ({ name })),
    );
    batches += 1;
    if (batches === batchesUntilReady) {
      process.send?.('ready');
    }
    if (batches === mostBatches && !isLast) {
      standStill();
    }
    await setTimeout(30);
  };
  await installation
    .replica([collector])
    .runAll('docs', { signal: new AbortController().signal, force: false });
  await knex.destroy();
  process.send?.('done', () => process.disconnect());
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
