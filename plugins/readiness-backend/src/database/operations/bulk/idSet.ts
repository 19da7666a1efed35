import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { arrayLiteral } from './arrayLiteral';

/**
 * A condition "this column is one of these ids" with one binding, so that
 * neither the number of ids nor the text of the statement is bounded by the driver.
 *
 * @param knex - Tells the database.
 * @param column - Column name as it stands in the statement; never outside text.
 * @param ids - Integer keys.
 * @param type - Of the column. Default: `integer`.
 * @returns SQL of the condition and its bindings.
 */
export function idSet(
  knex: Knex | Knex.Transaction,
  column: string,
  ids: readonly number[],
  type: 'integer' | 'bigint' = 'integer',
): { sql: string; bindings: unknown[] } {
  return databaseCapabilities(knex).client === 'pg'
    ? { sql: `${column} = any(?::${type}[])`, bindings: [arrayLiteral(ids)] }
    : {
        sql: `${column} in (select value from json_each(?))`,
        bindings: [JSON.stringify(ids)],
      };
}
