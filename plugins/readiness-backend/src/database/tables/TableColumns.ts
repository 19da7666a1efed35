/** A number as either database hands it over. */
export type StoredNumber = number | string;

/** A boolean as either database hands it over. */
export type StoredBoolean = boolean | 0 | 1;

/** Types as PostgreSQL names them, for arrays in bulk statements. */
export type ColumnType =
  | 'integer'
  | 'bigint'
  | 'double precision'
  | 'boolean'
  | 'text';

/** The types of all columns, for row types by table name. */
export type TableColumns<T> = {
  readonly [N in keyof T]: Readonly<Record<keyof T[N], ColumnType>>;
};
