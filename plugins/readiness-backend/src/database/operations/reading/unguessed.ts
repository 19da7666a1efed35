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
