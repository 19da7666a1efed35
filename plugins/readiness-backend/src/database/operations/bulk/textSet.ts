import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { arrayLiteral } from './arrayLiteral';

/**
 * A condition "this column is one of these texts" with one binding; see {@link idSet}.
 *
 * @param knex - Tells the database.
 * @param column - Column name as it stands in the statement; never outside text.
 * @returns SQL of the condition and its bindings.
 */
export function textSet(
  knex: Knex | Knex.Transaction,
  column: string,
  texts: readonly string[],
): { sql: string; bindings: unknown[] } {
  return databaseCapabilities(knex).client === 'pg'
    ? { sql: `${column} = any(?::text[])`, bindings: [arrayLiteral(texts)] }
    : {
        sql: `${column} in (select value from json_each(?))`,
        bindings: [JSON.stringify(texts)],
      };
}
