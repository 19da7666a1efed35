import { Amount } from '../../amounts';
import { ChargeFields, quoted, ShownColumn } from '../Charge';
import { FocusColumn } from '../FocusColumns';
import { Tags } from '../parseTags';
import { ParquetColumn } from './ParquetColumn';

/** Values of a column, one for each row of a slice. */
export type ColumnValues = ArrayLike<unknown>;

/** The fields of a row of a Parquet file. One object serves all rows: `row` is set before each. */
export class ParquetFields implements ChargeFields {
  /** 0-based, in the slice. */
  row = 0;
  /** Values by column, of the slice at hand. */
  values: ReadonlyMap<FocusColumn, ColumnValues> = new Map();
  readonly #columns: ReadonlyMap<FocusColumn, ParquetColumn>;

  constructor(columns: ReadonlyMap<FocusColumn, ParquetColumn>) {
    this.#columns = columns;
  }

  text(column: FocusColumn): string | null {
    return this.#columns.get(column)?.text(this.#raw(column)) ?? null;
  }

  time(column: FocusColumn): number | null | undefined {
    const known = this.#columns.get(column);
    return known ? known.time(this.#raw(column)) : null;
  }

  amount(column: FocusColumn): Amount | null | undefined {
    const known = this.#columns.get(column);
    return known ? known.amount(this.#raw(column)) : null;
  }

  tags(column: FocusColumn): Tags | null | undefined {
    const known = this.#columns.get(column);
    return known ? known.tags(this.#raw(column)) : null;
  }

  shown(column: ShownColumn): string {
    const raw = this.#raw(column);
    switch (typeof raw) {
      case 'string':
      case 'number':
      case 'bigint':
        return quoted(String(raw));
      default:
        return raw === null || raw === undefined
          ? quoted('')
          : 'of another type';
    }
  }

  #raw(column: FocusColumn): unknown {
    return this.values.get(column)?.[this.row];
  }
}
