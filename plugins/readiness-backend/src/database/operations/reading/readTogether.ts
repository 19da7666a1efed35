import { Knex } from 'knex';
import { packRows, RowSet, unpackRows } from './readPackedRows';
import { readRows } from './SqlFragment';

/**
 * Reads several row sets with one statement, and thus from one moment in
 * time: each comes back as JSON. Order within a row set is kept.
 *
 * @param knex - A knex instance or a transaction.
 * @param rowSets - Selects by name.
 * @returns Rows by the same names. Times are numbers on both databases, booleans are 0 and 1 on SQLite.
 */
export async function readTogether<T extends Record<string, object>>(
  knex: Knex | Knex.Transaction,
  rowSets: { [Name in keyof T & string]: RowSet },
): Promise<{ [Name in keyof T]: T[Name][] }> {
  const sets = Object.entries<RowSet>(rowSets).map(([name, set]) => ({
    name,
    columns: set.columns,
    packed: packRows(knex, set),
  }));
  const [row] = await readRows<Record<string, unknown>>(knex, {
    sql: `select ${sets
      .map(({ name, packed }) => `(${packed.sql}) as "${name}"`)
      .join(', ')}`,
    bindings: sets.flatMap(({ packed }) => packed.bindings),
  });
  return Object.fromEntries(
    sets.map(({ name, columns }) => [name, unpackRows(columns, row[name])]),
  ) as { [Name in keyof T]: T[Name][] };
}
