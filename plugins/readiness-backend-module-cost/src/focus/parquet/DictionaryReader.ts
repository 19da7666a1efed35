import { HybridReader } from './HybridReader';
import { ValueReader } from './PlainReader';

/** Gives the values of a page that are indexes into a dictionary. */
export class DictionaryReader implements ValueReader {
  readonly #indexes: HybridReader;
  readonly #dictionary: readonly unknown[];

  constructor(page: Uint8Array, start: number, dictionary: readonly unknown[]) {
    this.#dictionary = dictionary;
    this.#indexes = new HybridReader({
      bytes: page,
      start: start + 1,
      end: page.length,
      // A page of nothing but nulls may have no width.
      width: page[start] ?? 0,
    });
  }

  next(): unknown {
    const index = this.#indexes.next();
    if (index >= this.#dictionary.length) {
      throw new Error('parquet dictionary is too short');
    }
    return this.#dictionary[index];
  }
}
