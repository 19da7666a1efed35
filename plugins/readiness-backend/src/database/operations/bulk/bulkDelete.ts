import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { Tables } from '../../tableColumns';
import { rowSource } from './bulkUpsert';

const rowsPerStatement = 3_000;

/**
 * Options of {@link bulkDelete}.
 */
export interface BulkDeleteOptions<T extends keyof Tables> {
  table: T;
  /** Columns that name the rows to delete. */
  key: ReadonlyArray<keyof Tables[T] & string>;
  /** Values of these columns; other columns are ignored. */
  rows: ReadonlyArray<Partial<Tables[T]>>;
}

/**
 * Deletes many rows by key with one statement per 3,000.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Table and keys. No rows: nothing is asked of the database.
 * @throws Error for a column that the table does not have.
 */
export async function bulkDelete<T extends keyof Tables>(
  knex: Knex | Knex.Transaction,
  options: BulkDeleteOptions<T>,
): Promise<void> {
  const { table, key, rows } = options;
  const names = key.map(column => `"${column}"`);
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const { sql, bindings } = rowSource(
      knex,
      table,
      key,
      rows.slice(from, from + rowsPerStatement),
    );
    const statement =
      databaseCapabilities(knex).client === 'pg'
        ? `delete from ${table} using (${sql}) as gone where ${names
            .map(name => `${table}.${name} = gone.${name}`)
            .join(' and ')}`
        : `delete from ${table} where (${names.join(', ')}) in (${sql})`;
    await rawRows(knex, statement, bindings);
  }
}
