/**
 * Rows that stand "from a day until a day": the first day at whose end it was so, and the first at
 * whose end it was not any more; an open row (`until_day is null`) is still so. Of one thing no two
 * rows meet on a day, and at most one is open.
 */
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { Tables } from '../../tableColumns';
import { rowSource } from '../bulk';

/** A table of rows that stand from a day until a day. */
export type DayTable = 'rollup_days' | 'check_days' | 'score_days';

/** What names a thing. */
const thingKeys: {
  readonly [T in DayTable]: ReadonlyArray<keyof Tables[T] & string>;
} = {
  rollup_days: ['scope', 'scope_ref', 'scorecard', 'item'],
  check_days: ['check_key', 'owner_set_id'],
  score_days: ['entity_id', 'scorecard'],
};

/** The columns that name a thing. */
export function thingKey<T extends DayTable>(
  table: T,
): ReadonlyArray<keyof Tables[T] & string> {
  return thingKeys[table];
}

const rowsPerStatement = 3_000;

/**
 * Ends the rows of some things: since this day they are different, or gone. What was written of the day itself
 * or of later ones is taken back: it never stood at the end of a day, or somebody's clock was ahead. Two
 * statements per 3,000 things.
 *
 * @param trx - A transaction.
 * @param options - `rows` that name things, other columns are ignored; `day`: `YYYY-MM-DD`.
 */
export async function closeDayRows<T extends DayTable>(
  trx: Knex.Transaction,
  options: { table: T; rows: ReadonlyArray<Partial<Tables[T]>>; day: string },
): Promise<void> {
  const { table, rows, day } = options;
  const key = thingKey(table);
  const names = key.map(column => `"${column}"`).join(', ');
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const chunk = rows.slice(from, from + rowsPerStatement);
    const source = rowSource(trx, table, key, chunk);
    await rawRows(
      trx,
      `update ${table} set until_day = ? where (${names}) in (${source.sql})
         and day < ? and (until_day is null or until_day > ?)`,
      [day, ...source.bindings, day, day],
    );
    await rawRows(
      trx,
      `delete from ${table} where (${names}) in (${source.sql}) and day >= ?`,
      [...source.bindings, day],
    );
  }
}
