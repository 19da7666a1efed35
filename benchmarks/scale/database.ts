import { readFileSync } from 'node:fs';
import knexFactory, { Knex } from 'knex';

/** PostgreSQL by connection string, or SQLite by `sqlite:` and a path. */
export async function connect(connection: string): Promise<Knex> {
  if (!connection.startsWith('sqlite:')) {
    return knexFactory({ client: 'pg', connection, pool: { max: 10 } });
  }
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: connection.slice('sqlite:'.length) },
    useNullAsDefault: true,
  });
  // As the plugin opens it.
  await knex.raw('pragma journal_mode = WAL');
  await knex.raw('pragma synchronous = NORMAL');
  return knex;
}

export function isSqlite(knex: Knex): boolean {
  return knex.client.config.client === 'better-sqlite3';
}

/** Bytes of each table with its indexes, after what was deleted is given back. */
export async function tableBytes(knex: Knex): Promise<Record<string, number>> {
  if (isSqlite(knex)) {
    await knex.raw('vacuum');
    const rows: Array<{ name: string; bytes: number }> = await knex.raw(
      `select m.tbl_name as name, sum(s.pgsize) as bytes
       from dbstat s join sqlite_master m on m.name = s.name
       group by m.tbl_name`,
    );
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
  }
  await knex.raw('vacuum full');
  const { rows } = await knex.raw(
    `select relname as name, pg_total_relation_size(oid) as bytes from pg_class
     where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
  );
  return Object.fromEntries(
    (rows as Array<{ name: string; bytes: string }>).map(({ name, bytes }) => [
      name,
      Number(bytes),
    ]),
  );
}

/** What PostgreSQL does by itself within a minute of such a change. */
export async function analyze(knex: Knex): Promise<void> {
  if (!isSqlite(knex)) {
    await knex.raw('analyze');
  }
}

/** How many rows tables have. */
export async function rowCounts(
  knex: Knex,
  tables: readonly string[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table] = Number((await knex(table).count({ n: '*' }))[0].n);
  }
  return counts;
}

/**
 * Counts the rows that are written until it is asked, in all tables but the queue. PostgreSQL tells inserted
 * and updated rows by their transaction, SQLite counts all.
 *
 * @returns Takes the writes to the queue, which SQLite counts as well.
 */
export async function countWrites(
  knex: Knex,
): Promise<(toQueue: number) => Promise<number>> {
  if (isSqlite(knex)) {
    const read = async () =>
      Number((await knex.raw('select total_changes() as n'))[0].n);
    const before = await read();
    return async toQueue => (await read()) - before - toQueue;
  }
  const { rows } = await knex.raw('select txid_current()::text as id');
  return async () => {
    const { rows: tables } = await knex.raw(
      `select tablename as name from pg_tables
       where schemaname = current_schema() and tablename <> 'evaluation_queue'`,
    );
    let written = 0;
    for (const { name } of tables as Array<{ name: string }>) {
      const { rows: counted } = await knex.raw(
        'select count(*) as n from ?? where xmin::text::bigint >= ?',
        [name, rows[0].id],
      );
      written += Number(counted[0].n);
    }
    return written;
  };
}

/**
 * Milliseconds of CPU that PostgreSQL's processes of this database have used; 0 on SQLite, which runs in
 * ours, and where `/proc` is not there. Processes that ended are not counted.
 */
export async function databaseCpuMs(knex: Knex): Promise<number> {
  if (isSqlite(knex)) {
    return 0;
  }
  const { rows } = await knex.raw(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  return (rows as Array<{ pid: number }>).reduce(
    (sum, { pid }) => sum + cpuOf(pid),
    0,
  );
}

/** A tick of `/proc` is 10 ms on Linux. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')[1]
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}
