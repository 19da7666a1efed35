import { Knex } from 'knex';

/**
 * What differs between the databases, in one place.
 */
export interface DatabaseCapabilities {
  readonly client: 'pg' | 'sqlite';
  /** How many entities one transaction of the pipeline takes. */
  readonly batchSize: number;
  /** How many entities one look into the queue takes. */
  readonly claimSize: number;
  /** How many batches one process works on at the same time: one evaluates while the other writes. */
  readonly workers: number;
  /** Several workers, here or in other replicas, may write at the same time. */
  readonly concurrentWriters: boolean;
  /** Clause after a locking select; '' where the whole database is locked anyway. */
  readonly skipLocked: string;
  /** Clause after a select that waits for the locks of others. */
  readonly forUpdate: string;
  /** Clause after a select that waits for writers, and lets them wait, but not for other readers. */
  readonly forShare: string;
}

const postgres: DatabaseCapabilities = Object.freeze({
  client: 'pg',
  batchSize: 500,
  claimSize: 2_000,
  workers: 2,
  concurrentWriters: true,
  skipLocked: 'for update skip locked',
  forUpdate: 'for update',
  forShare: 'for share',
});

// One synchronous connection blocks every reader, so that batches are small.
const sqlite: DatabaseCapabilities = Object.freeze({
  client: 'sqlite',
  batchSize: 200,
  claimSize: 1_000,
  workers: 1,
  concurrentWriters: false,
  skipLocked: '',
  forUpdate: '',
  forShare: '',
});

/**
 * Tells what the database behind a knex instance can do.
 *
 * @param knex - A knex instance or a transaction.
 * @returns One of two frozen objects.
 * @throws Error for any client but PostgreSQL and SQLite.
 */
export function databaseCapabilities(
  knex: Knex | Knex.Transaction,
): DatabaseCapabilities {
  const client = String(knex.client.config.client);
  switch (client) {
    case 'pg':
      return postgres;
    case 'better-sqlite3':
    case 'sqlite3':
      return sqlite;
    default:
      throw new Error(
        `Readiness runs on PostgreSQL and SQLite, not on '${client}'`,
      );
  }
}
