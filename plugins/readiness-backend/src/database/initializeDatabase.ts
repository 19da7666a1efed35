import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { databaseCapabilities } from './DatabaseCapabilities';

const migrationsDirectory = resolvePackagePath(
  '@team-readiness/backstage-plugin-readiness-backend',
  'migrations',
);

/**
 * Brings the tables to the newest version.
 *
 * @param knex - The plugin's own database.
 * @throws What a failing migration throws; its transaction is rolled back.
 */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory });
}

/**
 * Takes all migrations back.
 *
 * @param knex - The plugin's own database.
 */
export async function revertMigrations(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ directory: migrationsDirectory }, true);
}

/**
 * Hands out the plugin's database, ready for use: tables are there, unless
 * `database.migrations.skip` says that somebody else makes them; SQLite writes
 * ahead, so that readers do not wait for a sync at every commit.
 *
 * @param database - The database service of the plugin.
 * @returns A connected knex instance.
 * @throws Error for a client that is neither PostgreSQL nor SQLite.
 */
export async function initializeDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (databaseCapabilities(knex).client === 'sqlite') {
    await knex.raw('pragma journal_mode = WAL');
    await knex.raw('pragma synchronous = NORMAL');
  }
  if (!database.migrations?.skip) {
    await applyMigrations(knex);
  }
  return knex;
}
