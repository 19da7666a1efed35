import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { applyMigrations } from '../initializeDatabase';
import { tableColumns } from '../tableColumns';

/** A database as migrations left it. */
interface Migrated {
  /** What opens it. */
  readonly config: Knex.Config;
  /** Statements that undo what a test wrote; '' where `config` opens a new copy. */
  readonly restore: string;
  /** The connection that was handed out last. */
  lent?: Knex;
}

type MigratedById = Map<TestDatabaseId, Promise<Migrated>>;

/**
 * Databases with all tables, for files whose tests each want a new one. Migrations run once
 * per file and engine: on PostgreSQL the same database is brought back to how they left it, on
 * SQLite an image of it is opened anew. That takes a few milliseconds, a new database some hundred.
 *
 * Each test gets a connection of its own, and the one before is closed with all that it may have
 * left running, so that no test meets the statements of another.
 */
export class MigratedDatabases {
  readonly #migrated: MigratedById;
  readonly #databases: TestDatabases;

  /** As `TestDatabases.create`: call it at the top of a file of tests. */
  static create(): MigratedDatabases {
    const migrated: MigratedById = new Map();
    // Before the hook of TestDatabases, which drops databases that nobody is connected with.
    afterAll(async () => {
      for (const each of migrated.values()) {
        await (await each).lent?.destroy();
      }
    });
    return new MigratedDatabases(
      migrated,
      TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] }),
    );
  }

  private constructor(migrated: MigratedById, databases: TestDatabases) {
    this.#migrated = migrated;
    this.#databases = databases;
  }

  /** For `describe.each`. */
  eachSupportedId(): [TestDatabaseId][] {
    return this.#databases.eachSupportedId();
  }

  /**
   * @param id - The engine.
   * @returns A connection with a database as migrations leave a new one. The one that was handed
   *   out before for the same engine is closed.
   */
  async init(id: TestDatabaseId): Promise<Knex> {
    let known = this.#migrated.get(id);
    if (!known) {
      known = this.#migrate(id);
      this.#migrated.set(id, known);
    }
    const migrated = await known;
    await migrated.lent?.destroy();
    const knex = createKnex(migrated.config);
    migrated.lent = knex;
    if (migrated.restore) {
      await knex.raw(migrated.restore);
    }
    return knex;
  }

  async #migrate(id: TestDatabaseId): Promise<Migrated> {
    const knex = await this.#databases.init(id);
    await applyMigrations(knex);
    const config: Knex.Config = { ...knex.client.config };
    let restore = '';
    if (config.client === 'pg') {
      restore = await selectRestore(knex);
    } else {
      const connection = await knex.client.acquireConnection();
      config.connection = { filename: connection.serialize() };
      await knex.client.releaseConnection(connection);
    }
    await knex.destroy();
    return { config, restore };
  }
}

/**
 * Truncates what holds rows, for each table takes its time. (Deleted rows would leave gaps, by
 * which rows come back in another order than that of their insertion.)
 *
 * @param knex - A PostgreSQL that migrations were applied to.
 * @returns Statements that bring the rows and numbers of this moment back.
 */
async function selectRestore(knex: Knex): Promise<string> {
  const tables = Object.keys(tableColumns);
  const statements = [
    `do $$ declare filled text; begin
      select string_agg(name, ', ') into filled
        from unnest(array['${tables.join(`', '`)}']) name
        where pg_relation_size(name::regclass) > 0;
      if filled is not null then execute 'truncate ' || filled; end if;
    end $$`,
  ];
  for (const table of tables) {
    const rows = await knex(table);
    if (rows.length) {
      statements.push(knex(table).insert(rows).toQuery());
    }
  }
  const { rows: sequences } = await knex.raw<{
    rows: Array<{ name: string; last: string | null }>;
  }>(
    `select sequencename as name, last_value as last from pg_sequences
      where schemaname = 'public' and sequencename not like 'knex_%'`,
  );
  for (const { name, last } of sequences) {
    statements.push(`select setval('${name}', ${last ?? 1}, ${last !== null})`);
  }
  return statements.join(';\n');
}
