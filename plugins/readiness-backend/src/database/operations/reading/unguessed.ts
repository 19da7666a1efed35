import { sql, SqlFragment } from './SqlFragment';

/**
 * A key of which the planner does not guess how common it is: it takes as many rows for it as for any other one.
 *
 * PostgreSQL looks a key up in its statistics, which know the rows of a version of a standard, or of a visible
 * set, minutes after they were written. Of a key that they do not know it expects a single row, and goes
 * through the thousands that there are one by one, with another search for each. What a subquery holds is not
 * known before the statement runs, and thus not looked up. SQLite, which has no statistics, does the same with
 * it as without.
 *
 * @param id - Key of a row of `definitions` or `visible_sets`
 * @returns what stands in place of the binding, an integer
 */
export function unguessed(id: number): SqlFragment {
  return sql`(select cast(${id} as integer))`;
}

/**
 * The condition "this column is one of these keys", of which the planner guesses none.
 *
 * @param column - e.g. sql`s.definition_id`
 * @param ids - Few: each takes a subquery of its own.
 */
export function isOneUnguessed(
  column: SqlFragment,
  ids: readonly number[],
): SqlFragment {
  const [first, ...others] = ids;
  if (first === undefined) {
    return sql`false`;
  }
  const list = others.reduce(
    (before, id) => sql`${before}, ${unguessed(id)}`,
    unguessed(first),
  );
  return others.length ? sql`${column} in (${list})` : sql`${column} = ${list}`;
}
