/**
 * One installation of a size on one database: everything is evaluated and stored, again with nothing
 * changed, with one entity in a hundred changed, and with an edited standard; then pages are read, and
 * some days go by. Prints one line of JSON.
 *
 * Usage: installation.cjs <options as JSON>
 */
import { Api, PageCost } from './Api';
import {
  analyze,
  connect,
  countWrites,
  rowCounts,
  tableBytes,
} from './database';
import { Cost, measure } from './measure';
import { pagesOf } from './pages';
import { dayMs, World, WorldSize } from './World';

interface Options extends WorldSize {
  connection: string;
  /** How often each page is read, after the first time. */
  rounds: number;
  /** Days with one entity in a hundred changed each, after which growth is measured. */
  days: number;
}

const storedTables = [
  'results',
  'non_pass_results',
  'scores',
  'entity_area_scores',
  'rollup_counts',
  'level_counts',
  'transitions',
  'level_transitions',
  'movements',
  'score_days',
];

const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

async function measureEvaluation(world: World) {
  const { knex, pipeline } = world;
  const evaluate = (): Promise<Cost> => measure(knex, () => pipeline.drain());

  await world.activate(1);
  await world.markAll();
  const full = await evaluate();
  await analyze(knex);
  const rows = await rowCounts(knex, storedTables);
  const results = rows.results * world.size.checks;

  await world.markAll();
  const queued = world.size.entities + world.size.teams;
  const written = await countWrites(knex);
  const unchanged = await evaluate();
  const unchangedRows = await written(queued);

  await world.snapshot();
  world.now += dayMs;
  await world.changeFacts(world.onePercent(1), 1);
  const onePercent = await evaluate();
  const snapshot = await measure(knex, () => world.snapshot());

  world.now += dayMs;
  await world.activate(2);
  await world.markAll();
  const edited = await evaluate();
  await world.snapshot();
  return {
    results,
    rows,
    full,
    unchanged,
    unchangedRows,
    onePercent,
    edited,
    snapshot,
  };
}

async function measurePages(world: World, rounds: number): Promise<PageCost[]> {
  const api = await Api.start(world);
  const costs: PageCost[] = [];
  const pages = pagesOf(world, {
    from: toDay(world.now - 2 * dayMs),
    to: toDay(world.now),
  });
  try {
    for (const reader of ['all', 'conditions'] as const) {
      for (const { name, path } of pages) {
        costs.push(await api.measure(name, path, reader, rounds));
      }
    }
  } finally {
    await api.stop();
  }
  return costs;
}

/** What grows with the days. History of facts is kept for 90 of them, everything else counted for a year. */
async function measureGrowth(world: World, days: number) {
  const before = await tableBytes(world.knex);
  for (let day = 0; day < days; day += 1) {
    world.now += dayMs;
    await world.changeFacts(world.onePercent(day + 2), day + 2);
    await world.pipeline.drain();
    await world.snapshot();
  }
  const after = await tableBytes(world.knex);
  const perDay = Object.fromEntries(
    Object.entries(after).map(([table, bytes]) => [
      table,
      (bytes - (before[table] ?? 0)) / days,
    ]),
  );
  const afterYear = Object.entries(perDay).reduce(
    (sum, [table, bytes]) =>
      sum +
      (before[table] ?? 0) +
      Math.max(0, bytes) * (table === 'fact_history' ? 90 : 365),
    0,
  );
  return { days, before, after, perDay, afterYear: Math.round(afterYear) };
}

async function main(): Promise<void> {
  const { connection, rounds, days, ...size }: Options = JSON.parse(
    process.argv[2],
  );
  const knex = await connect(connection);
  try {
    const world = new World(knex, size);
    const seed = await measure(knex, () => world.seed());
    const evaluation = await measureEvaluation(world);
    const pages = rounds ? await measurePages(world, rounds) : [];
    const bytes = await tableBytes(knex);
    const growth = days ? await measureGrowth(world, days) : undefined;
    process.stdout.write(
      `${JSON.stringify({
        size,
        seed,
        ...evaluation,
        pages,
        bytes,
        growth,
      })}\n`,
    );
  } finally {
    await knex.destroy();
  }
  process.disconnect?.();
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
