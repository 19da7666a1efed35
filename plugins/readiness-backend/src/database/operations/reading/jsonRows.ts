import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { SqlFragment } from './SqlFragment';

/** Types of columns that both databases read from JSON. */
export type JsonColumnType = 'integer' | 'text' | 'double precision';

/**
 * Rows of the program as a table to join with, handed over as one JSON
 * parameter, so that their number is not bounded by the driver.
 *
 * @param knex - Tells the database.
 * @param columns - Types by column name; names are our own, never outside text.
 * @param rows - Objects with exactly these columns.
 * @returns SQL after `join`; the table is called `given`.
 */
export function jsonRows<Name extends string>(
  knex: Knex | Knex.Transaction,
  columns: Record<Name, JsonColumnType>,
  rows: ReadonlyArray<Record<Name, string | number>>,
): SqlFragment {
  const entries = Object.entries<JsonColumnType>(columns);
  const json = JSON.stringify(rows);
  if (databaseCapabilities(knex).client === 'pg') {
    const definition = entries
      .map(([name, type]) => `"${name}" ${type}`)
      .join(', ');
    return {
      sql: `json_to_recordset(?::json) as given(${definition})`,
      bindings: [json],
    };
  }
  const selection = entries
    .map(([name]) => `json_extract(value, '$.${name}') as "${name}"`)
    .join(', ');
  return {
    sql: `(select ${selection} from json_each(?)) as given`,
    bindings: [json],
  };
}
