import { Amount } from '../../amounts';
import { ChargeFields, quoted, ShownColumn } from '../Charge';
import { FocusColumn } from '../FocusColumns';
import { Tags } from '../parseTags';
import { NestedTags } from './NestedTags';
import { LeafCursor } from './LeafCursor';
import { ParquetColumn } from './ParquetColumn';

/** A column of a row group. */
export type ReadColumn =
  | { is: 'flat'; column: ParquetColumn; cursor: LeafCursor }
  | { is: 'nested'; tags: NestedTags };

/** The fields of a row of a Parquet file. One object serves a row group: `row` is set before each. */
export class ParquetFields implements ChargeFields {
  /** Among the rows at hand. */
  row = 0;
  readonly #columns: ReadonlyMap<FocusColumn, ReadColumn>;

  constructor(columns: ReadonlyMap<FocusColumn, ReadColumn>) {
    this.#columns = columns;
  }

  text(column: FocusColumn): string | null {
    const found = this.#flat(column);
    return found ? found.column.text(this.#raw(found.cursor)) : null;
  }

  time(column: FocusColumn): number | null | undefined {
    const found = this.#flat(column);
    return found ? found.column.time(this.#raw(found.cursor)) : null;
  }

  amount(column: FocusColumn): Amount | null | undefined {
    const found = this.#flat(column);
    return found ? found.column.amount(this.#raw(found.cursor)) : null;
  }

  tags(column: FocusColumn): Tags | null | undefined {
    const found = this.#columns.get(column);
    if (found?.is === 'nested') {
      return found.tags.at(this.row);
    }
    return found ? found.column.tags(this.#raw(found.cursor)) : null;
  }

  shown(column: ShownColumn): string {
    const found = this.#flat(column);
    const raw = found && this.#raw(found.cursor);
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

  #flat(column: FocusColumn) {
    const found = this.#columns.get(column);
    return found?.is === 'flat' ? found : undefined;
  }

  #raw(cursor: LeafCursor): unknown {
    return cursor.values[this.row];
  }
}
