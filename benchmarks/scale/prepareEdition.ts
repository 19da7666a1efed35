/**
 * Makes an edition of the standard the active one and asks for all to be evaluated. Prints one line of JSON.
 *
 * Usage: prepareEdition.cjs <options as JSON>
 */
import { connect } from './database';
import { World, WorldSize } from './World';

interface Options extends WorldSize {
  connection: string;
  edition: number;
}

async function main(): Promise<void> {
  const { connection, edition, ...size }: Options = JSON.parse(process.argv[2]);
  const knex = await connect(connection);
  try {
    const world = new World(knex, size);
    await world.activate(edition);
    await world.markAll();
    process.stdout.write('{}\n');
  } finally {
    await knex.destroy();
  }
  process.disconnect?.();
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
