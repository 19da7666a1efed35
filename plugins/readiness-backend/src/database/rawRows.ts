import { Knex } from 'knex';

/**
 * Runs one statement and returns its rows, whichever database answers.
 *
 * @param knex - A knex instance or a transaction.
 * @param sql - Statement with `?` for each binding. Never holds outside text.
 * @param bindings - Values; an array is one binding (PostgreSQL arrays).
 * @returns Rows of a select or of a `returning` clause; empty for others.
 */
export async function rawRows<Row>(
  knex: Knex | Knex.Transaction,
  sql: string,
  bindings: ReadonlyArray<unknown> = [],
): Promise<Row[]> {
  const answer: unknown = await knex.raw(sql, bindings as Knex.RawBinding[]);
  if (Array.isArray(answer)) {
    return answer as Row[];
  }
  const rows = (answer as { rows?: unknown } | undefined)?.rows;
  return Array.isArray(rows) ? (rows as Row[]) : [];
}
