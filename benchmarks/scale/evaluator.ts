/**
 * A process that only evaluates, as one replica of several does. It says when it is ready, works once it is told
 * to until nothing waits any more, and prints one line of JSON: how long it took, how many entities it did,
 * and its peak memory.
 *
 * Usage: evaluator.cjs <options as JSON>, with an IPC channel
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { connect } from './database';
import { measure } from './measure';
import { World, WorldSize } from './World';

interface Options extends WorldSize {
  connection: string;
  /** Of the standard; active already. */
  edition: number;
}

async function main(): Promise<void> {
  const { connection, edition, ...size }: Options = JSON.parse(process.argv[2]);
  const knex = await connect(connection);
  try {
    const world = new World(knex, size);
    await world.activate(edition);
    process.send?.('ready');
    await once(process, 'message');
    let entities = 0;
    const cost = await measure(knex, async () => {
      for (;;) {
        entities += await world.pipeline.drain();
        const [{ n }] = await knex('evaluation_queue').count({ n: '*' });
        if (Number(n) === 0) {
          break;
        }
        // Others are still at work.
        await setTimeout(20);
      }
    });
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(`${JSON.stringify({ ...cost, entities, peakMb })}\n`);
  } finally {
    await knex.destroy();
  }
  process.disconnect?.();
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
