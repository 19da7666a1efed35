import { FileHandle } from 'node:fs/promises';
import { LeafColumn } from './LeafColumn';
import { Page, readDictionary, readPage, readPageHeader } from './readPage';
import { PageBuffer } from './PageBuffer';

/**
 * Goes through one column of a row group, some rows at a time.
 *
 * Guarantees: one page is in memory as it was written, a dictionary where there is one, and the
 * values of the rows at hand.
 */
export class LeafCursor {
  readonly #handle: FileHandle;
  readonly #column: LeafColumn;
  readonly #buffer: PageBuffer;
  readonly #end: number;
  /** From this level on an entry of a list or map is there, be it null. */
  readonly #entryLevel: number;
  #position: number;
  #dictionary: unknown[] | undefined;
  #page: Page | undefined;
  #left = 0;
  #values: unknown[] = [];
  /** Of a list or map: the repetition level of the next entry, where it is known already. */
  #peeked: number | undefined;

  /** @param options.buffer - of this column in all row groups; of no other */
  constructor(options: {
    handle: FileHandle;
    column: LeafColumn;
    buffer: PageBuffer;
  }) {
    const { handle, column, buffer } = options;
    this.#handle = handle;
    this.#column = column;
    this.#buffer = buffer;
    const { meta, path } = column;
    this.#position = Number(
      meta.dictionary_page_offset || meta.data_page_offset,
    );
    this.#end = this.#position + Number(meta.total_compressed_size);
    const repeated = path.findLastIndex(
      ({ element }) => element.repetition_type === 'REPEATED',
    );
    this.#entryLevel = path
      .slice(1, repeated + 1)
      .filter(({ element }) => element.repetition_type !== 'REQUIRED').length;
  }

  /** From the root of the schema to the column. */
  get path(): LeafColumn['path'] {
    return this.#column.path;
  }

  /** Of the rows at hand: a value or null; of a list or map an array of these. */
  get values(): readonly unknown[] {
    return this.#values;
  }

  /**
   * Goes on by some rows.
   *
   * @throws Error where there are fewer, or a page cannot be read
   */
  async advance(rows: number): Promise<void> {
    this.#values = [];
    if (this.#column.maxRepetition) {
      await this.#advanceLists(rows);
      return;
    }
    while (this.#values.length < rows) {
      const page = this.#left ? this.#page : await this.#nextPage();
      if (!page) {
        throw new Error('parquet column is shorter than its row group');
      }
      const count = Math.min(this.#left, rows - this.#values.length);
      for (let index = 0; index < count; index += 1) {
        this.#values.push(this.#value(page));
      }
      this.#left -= count;
    }
  }

  async #advanceLists(rows: number): Promise<void> {
    let list: unknown[] | undefined;
    for (;;) {
      const page = this.#left ? this.#page : await this.#nextPage();
      if (!page) {
        break;
      }
      const level = this.#peeked ?? page.repetition?.next() ?? 0;
      this.#peeked = undefined;
      if (level === 0 && list) {
        this.#values.push(list);
        if (this.#values.length === rows) {
          this.#peeked = level;
          return;
        }
        list = undefined;
      }
      list ??= [];
      const defined = page.definition?.next() ?? this.#column.maxDefinition;
      if (defined >= this.#entryLevel) {
        const isThere = defined === this.#column.maxDefinition;
        list.push(isThere ? page.values.next() : null);
      }
      this.#left -= 1;
    }
    if (list) {
      this.#values.push(list);
    }
    if (this.#values.length < rows) {
      throw new Error('parquet column is shorter than its row group');
    }
  }

  #value(page: Page): unknown {
    const { maxDefinition } = this.#column;
    const isThere =
      !page.definition || page.definition.next() === maxDefinition;
    return isThere ? page.values.next() : null;
  }

  /** @returns undefined at the end of the column */
  async #nextPage(): Promise<Page | undefined> {
    while (this.#position < this.#end) {
      const { header, length } = await readPageHeader(
        this.#handle,
        this.#buffer,
        { start: this.#position, end: this.#end },
      );
      const start = this.#position + length;
      const size = header.compressed_page_size;
      if (start + size > this.#end) {
        throw new Error('parquet page reaches beyond its column');
      }
      const bytes = await this.#buffer.read(this.#handle, start, size);
      this.#position = start + size;
      if (header.type === 'DICTIONARY_PAGE') {
        this.#dictionary = await readDictionary(
          header,
          bytes,
          this.#column,
          this.#buffer,
        );
      } else if (header.type !== 'INDEX_PAGE') {
        this.#page = await readPage(header, bytes, this.#column, {
          dictionary: this.#dictionary,
          buffer: this.#buffer,
        });
        this.#left = this.#page.entries;
        if (this.#left) {
          return this.#page;
        }
      }
    }
    return undefined;
  }
}
