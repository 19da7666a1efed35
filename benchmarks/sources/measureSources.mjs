/**
 * How long it takes to collect from slow sources, by one replica of the whole plugin, and by two.
 */
import pg from 'pg';
import { start } from '../measure.mjs';
import { bundle } from '../scale/bundle.mjs';

const entities = 1_000;
const collectors = 6;
const msPerEntity = 10;
/** Replicas look twice a minute whether a collector is due. */
const longestMs = 240_000;

/**
 * @param {unknown} _create
 * @param {{connectionString: string, createDatabase: (name: string) => Promise<void>}} server
 */
export async function measureSources(_create, { connectionString }) {
  const script = await bundle('../sources/backend', 'sources-backend');
  const measured = [];
  for (const replicas of [1, 2]) {
    console.error(`${replicas} replicas, slow sources …`);
    const options = JSON.stringify({
      connection: connectionString,
      entities,
      collectors,
      msPerEntity,
    });
    const children = Array.from({ length: replicas }, () =>
      start(script, [options]),
    );
    try {
      await Promise.all(children.map(({ ready }) => ready));
      measured.push({
        replicas,
        ...(await readTimes(
          connectionString.replace(/\/[^/]*$/, '/backstage_plugin_readiness'),
        )),
      });
    } finally {
      children.forEach(({ go }) => go());
      await Promise.allSettled(children.map(({ result }) => result));
    }
    await dropDatabases(connectionString);
  }
  return measured;
}

/** Waits until everything is collected; then each fact says when it was observed. */
async function readTimes(connection) {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  try {
    const deadline = Date.now() + longestMs;
    for (;;) {
      const { rows } = await client.query(
        `select count(*) as facts, max(observed_at) - min(observed_at) as ms
         from facts where collector like 'slow%'`,
      );
      if (Number(rows[0].facts) === entities * collectors) {
        return { ms: Number(rows[0].ms), facts: Number(rows[0].facts) };
      }
      if (Date.now() > deadline) {
        throw new Error(
          `${rows[0].facts} facts of ${entities * collectors} in time`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  } finally {
    await client.end();
  }
}

async function dropDatabases(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    `select datname from pg_database where datname like 'backstage_plugin_%'`,
  );
  for (const { datname } of rows) {
    await client.query(`drop database "${datname}" with (force)`);
  }
  await client.end();
}

/** What was measured, as rows of text. */
export function sourceRows(measured) {
  return [
    ['replicas', 'facts', 'collected in', 'times as fast', 'one after another'],
    ...measured.map(({ replicas, facts, ms }) => [
      String(replicas),
      facts.toLocaleString('en'),
      `${(ms / 1000).toFixed(1)} s`,
      (measured[0].ms / ms).toFixed(2),
      `${((facts * msPerEntity) / 1000).toFixed(0)} s`,
    ]),
  ];
}
