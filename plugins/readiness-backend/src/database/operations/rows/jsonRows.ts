/**
 * Rows that are no table's, handed to a statement as one JSON parameter: PostgreSQL reads them
 * with `json_to_recordset`, SQLite with `json_each`. For rows of a table see `bulk`.
 */
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';

/** Types of columns that both databases read from JSON. */
export type JsonColumnType = 'integer' | 'bigint' | 'text' | 'double precision';

/** A table expression with its one binding. */
export interface JsonRows {
  /** Follows `from` or `join`; the columns are `given.<name>`. */
  sql: string;
  bindings: [string];
}

/** A value of a row. */
export type JsonRowValue = string | number | null;

const sqliteTypes: Record<JsonColumnType, string> = {
  integer: 'integer',
  bigint: 'integer',
  text: 'text',
  'double precision': 'real',
};

const columnPattern = /^[a-z_]+$/;

/**
 * Makes a table expression of rows.
 *
 * @param knex - Tells the database.
 * @param columns - Types by column name; names are part of the SQL and thus must be our own.
 * @param rows - Objects with exactly these columns.
 * @throws Error if a column name is not lower-case letters and underscores.
 */
export function jsonRows<T extends { [K in keyof T]: JsonRowValue }>(
  knex: Knex | Knex.Transaction,
  columns: { [K in keyof T & string]: JsonColumnType },
  rows: readonly T[],
): JsonRows {
  const entries = Object.entries<JsonColumnType>(columns);
  for (const [name] of entries) {
    if (!columnPattern.test(name)) {
      throw new Error(`Not a column name: ${name}`);
    }
  }
  const bindings: JsonRows['bindings'] = [JSON.stringify(rows)];
  if (databaseCapabilities(knex).client === 'pg') {
    const definition = entries
      .map(([name, type]) => `"${name}" ${type}`)
      .join(', ');
    return {
      sql: `json_to_recordset(?::json) as given(${definition})`,
      bindings,
    };
  }
  // SQLite reads the JSON again for each row that it joins, unless there is a limit, and makes no index
  // of values of which it knows no type. Both together took a hundred times as long.
  const selection = entries
    .map(
      ([name, type]) =>
        `cast(json_extract(value, '$.${name}') as ${sqliteTypes[type]}) as "${name}"`,
    )
    .join(', ');
  return {
    sql: `(select ${selection} from json_each(?) limit -1) as given`,
    bindings,
  };
}
