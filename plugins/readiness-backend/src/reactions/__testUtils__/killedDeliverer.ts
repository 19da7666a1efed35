/**
 * A backend that does nothing but tell of changes, for the test that kills it: it writes what it tells into
 * the table `told`. Says `ready` to its parent when it begins, and ends when nothing waits any more.
 *
 * Argument: JSON with `connection` (of PostgreSQL). When it has told `mostTold`, if that is given, it stands still,
 * lest all is told before it is killed.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';
import { setTimeout } from 'timers/promises';
import { standStill } from '../../__testUtils__/standStill';
import { ReactionDeliveries } from '../ReactionDeliveries';

const { connection, mostTold } = JSON.parse(process.argv[2]);

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function main() {
  const knex = knexFactory({ client: 'pg', connection, pool: { max: 4 } });
  let told = 0;
  const deliveries = new ReactionDeliveries({
    knex,
    clock: { now: () => new Date() },
    logger: silent,
    maximumAgeMs: 86_400_000,
    leaseMs: 1_000,
    timeoutMs: 800,
    reactions: [
      {
        id: 'events',
        topics: ['results'],
        address: ({ ownerSetId, changes, changeCount }) => [
          {
            subject: String(ownerSetId),
            scorecard: '',
            version: 0,
            changes,
            changeCount,
          },
        ],
        deliver: async ({ subject, windowAt }) => {
          await setTimeout(5);
          await knex('told').insert({ subject, window_at: windowAt });
          told += 1;
          if (told === mostTold) {
            standStill();
          }
          await setTimeout(5);
        },
      },
    ],
  });
  await knex.raw('select 1');
  process.send?.('ready');
  do {
    await deliveries.drain();
    await setTimeout(20);
  } while (
    (await knex('reaction_outbox').first()) !== undefined ||
    (await knex('reaction_deliveries').first()) !== undefined
  );
  await knex.destroy();
  process.disconnect();
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
