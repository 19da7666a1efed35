import { Amount, parseAmount } from '../../amounts';
import { ChargeFields, quoted, ShownColumn } from '../Charge';
import { FocusColumn, FocusHeader } from '../FocusColumns';
import { parseChargeTime } from '../parseChargeTime';
import { Tags } from '../parseTags';
import { TagReader } from '../TagReader';

/** The fields of a row of a CSV file. One object serves all rows: `row` is set before each. */
export class CsvFields implements ChargeFields {
  row: readonly string[] = [];
  readonly #at: FocusHeader['at'];
  readonly #tags = new TagReader();

  constructor(header: FocusHeader) {
    this.#at = header.at;
  }

  text(column: FocusColumn): string | null {
    const index = this.#at.get(column);
    const text = index === undefined ? '' : this.row[index].trim();
    return !text || text.toUpperCase() === 'NULL' ? null : text;
  }

  time(column: FocusColumn): number | null | undefined {
    const text = this.text(column);
    return text === null ? null : parseChargeTime(text);
  }

  amount(column: FocusColumn): Amount | null | undefined {
    const text = this.text(column);
    return text === null ? null : parseAmount(text);
  }

  tags(column: FocusColumn): Tags | null | undefined {
    const text = this.text(column);
    return text === null ? null : this.#tags.read(text);
  }

  shown(column: ShownColumn): string {
    const index = this.#at.get(column);
    return quoted(index === undefined ? '' : this.row[index].trim());
  }
}
