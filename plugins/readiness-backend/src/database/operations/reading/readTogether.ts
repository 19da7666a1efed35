import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { readRows, SqlFragment } from './SqlFragment';

/** A select and the names of its columns. */
export interface RowSet {
  query: SqlFragment;
  /** Column names: our own, never outside text. */
  columns: readonly string[];
}

/**
 * Reads several small row sets with one statement, and thus from one moment in
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
  const isPostgres = databaseCapabilities(knex).client === 'pg';
  const parts = Object.entries<RowSet>(rowSets).map(([name, set]) => {
    const pairs = set.columns
      .map(column => `'${column}', t."${column}"`)
      .join(', ');
    const json = isPostgres
      ? `coalesce(json_agg(json_build_object(${pairs})), '[]'::json)`
      : `json_group_array(json_object(${pairs}))`;
    return `(select ${json} from (${set.query.sql}) t) as "${name}"`;
  });
  const [row] = await readRows<Record<string, unknown>>(knex, {
    sql: `select ${parts.join(', ')}`,
    bindings: Object.values<RowSet>(rowSets).flatMap(set => set.query.bindings),
  });
  return Object.fromEntries(
    Object.entries(row).map(([name, rows]) => [
      name,
      // PostgreSQL's driver has parsed it already.
      typeof rows === 'string' ? JSON.parse(rows) : rows,
    ]),
  ) as { [Name in keyof T]: T[Name][] };
}
