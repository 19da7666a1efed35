/**
 * Rows that stand "from a day until a day": the first day at whose end it was so, and the first at
 * whose end it was not any more; an open row (`until_day is null`) is still so. Of one thing no two
 * rows meet on a day, and at most one is open.
 */
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
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
 * Closes the open rows of some things: since this day they are different, or gone. One that
 * began on the day itself never stood at the end of one: it is left as it is, or deleted where
 * the thing is `gone`. Two statements per 3,000 things.
 *
 * @param trx - A transaction.
 * @param options - `changed` and `gone`: rows that name things, other columns are ignored; `day`: `YYYY-MM-DD`.
 */
export async function closeDayRows<T extends DayTable>(
  trx: Knex.Transaction,
  options: {
    table: T;
    changed: ReadonlyArray<Partial<Tables[T]>>;
    gone: ReadonlyArray<Partial<Tables[T]>>;
    day: string;
  },
): Promise<void> {
  const { table, changed, gone, day } = options;
  await forThings(trx, table, [...changed, ...gone], things => ({
    sql: `update ${table} set until_day = ? where until_day is null and day < ? and ${things.sql}`,
    bindings: [day, day, ...things.bindings],
  }));
  await forThings(trx, table, gone, things => ({
    sql: `delete from ${table} where until_day is null and ${things.sql}`,
    bindings: things.bindings,
  }));
}

interface Statement {
  sql: string;
  bindings: unknown[];
}

async function forThings<T extends DayTable>(
  trx: Knex.Transaction,
  table: T,
  rows: ReadonlyArray<Partial<Tables[T]>>,
  statement: (things: Statement) => Statement,
): Promise<void> {
  const key = thingKey(table);
  const names = key.map(column => `"${column}"`).join(', ');
  const isPg = databaseCapabilities(trx).client === 'pg';
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const chunk = rows.slice(from, from + rowsPerStatement);
    const source = rowSource(trx, table, key, chunk);
    const { sql, bindings } = statement({
      sql: `(${names}) in (${source.sql}${isPg ? '' : ' where true'})`,
      bindings: source.bindings,
    });
    await rawRows(trx, sql, bindings);
  }
}
