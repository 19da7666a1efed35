import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/**
 * A piece of a statement with its bindings.
 */
export interface SqlFragment {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** What may stand between the pieces of a template. */
type SqlValue = SqlFragment | string | number | boolean | null;

function isFragment(value: SqlValue): value is SqlFragment {
  return typeof value === 'object' && value !== null;
}

/**
 * Makes a piece of a statement. Another piece is put in place with its bindings;
 * any other value becomes a binding, so that no outside text gets into SQL.
 *
 * @example sql`select id from entities where ref = ${ref} and ${visible}`
 */
export function sql(
  strings: TemplateStringsArray,
  ...values: SqlValue[]
): SqlFragment {
  let text = strings[0];
  const bindings: unknown[] = [];
  values.forEach((value, index) => {
    if (isFragment(value)) {
      text += value.sql;
      bindings.push(...value.bindings);
    } else {
      text += '?';
      bindings.push(value);
    }
    text += strings[index + 1];
  });
  return { sql: text, bindings };
}

/** Joins conditions by `and`; no condition at all is true. */
export function allOf(conditions: readonly SqlFragment[]): SqlFragment {
  return {
    sql:
      conditions.map(condition => `(${condition.sql})`).join(' and ') || 'true',
    bindings: conditions.flatMap(condition => condition.bindings),
  };
}

/** Runs a statement and returns its rows. */
export function readRows<Row>(
  knex: Knex | Knex.Transaction,
  statement: SqlFragment,
): Promise<Row[]> {
  return rawRows<Row>(knex, statement.sql, statement.bindings);
}
