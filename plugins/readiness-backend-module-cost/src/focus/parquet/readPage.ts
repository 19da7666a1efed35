import { FileHandle } from 'node:fs/promises';
import { PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { DictionaryReader } from './DictionaryReader';
import { HybridReader } from './HybridReader';
import { LeafColumn } from './LeafColumn';
import { maxPageBytes } from './parquetCompressors';
import { PageBuffer } from './PageBuffer';
import { PlainReader, ValueReader } from './PlainReader';
import { readWholePage } from './readWholePage';
import { unpackPage } from './unpackPage';

/** Values of one page or dictionary. Writers make pages of some tens of thousands. */
const maxPageValues = 5_000_000;
/** A header with long statistics in it is read again with more bytes. */
const headerBytes = [512, 1024 * 1024];

/** A page whose values are not read yet. */
export interface Page {
  /** How many entries it has: values and what stands for those that are not there. */
  entries: number;
  /** undefined: nothing repeats. */
  repetition: HybridReader | undefined;
  /** undefined: nothing is null. */
  definition: HybridReader | undefined;
  values: ValueReader;
}

/**
 * Reads the header of a page that begins at `start`, in a column that ends at `end`.
 *
 * @returns it, and how many bytes it has
 * @throws Error where it cannot be read, or announces what no page holds
 */
export async function readPageHeader(
  handle: FileHandle,
  buffer: PageBuffer,
  { start, end }: { start: number; end: number },
): Promise<{ header: PageHeader; length: number }> {
  for (const most of headerBytes) {
    const length = Math.min(most, end - start);
    const bytes = await buffer.read(handle, start, length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    const reader = { view, offset: 0 };
    try {
      const header = parquetHeader(reader);
      checkHeader(header);
      return { header, length: reader.offset };
    } catch (error) {
      if (length === end - start || most === headerBytes.at(-1)) {
        throw error;
      }
    }
  }
  throw new Error('parquet page header is not there');
}

function checkHeader(header: PageHeader): void {
  const values = entriesOf(header);
  const sizes = [header.compressed_page_size, header.uncompressed_page_size];
  if (
    !sizes.every(size => size >= 0 && size <= maxPageBytes) ||
    !(values >= 0 && values <= maxPageValues)
  ) {
    throw new Error('parquet page is too large');
  }
}

function entriesOf(header: PageHeader): number {
  return (
    header.data_page_header?.num_values ??
    header.data_page_header_v2?.num_values ??
    header.dictionary_page_header?.num_values ??
    0
  );
}

/** @returns the values of a dictionary, by their index */
export async function readDictionary(
  header: PageHeader,
  bytes: Uint8Array,
  column: LeafColumn,
  buffer: PageBuffer,
): Promise<unknown[]> {
  const { meta, path } = column;
  const page = await unpackPage(
    bytes,
    header.uncompressed_page_size,
    meta.codec,
    buffer,
  );
  const reader = new PlainReader(page, 0, path[path.length - 1].element);
  const values: unknown[] = [];
  for (let index = 0; index < entriesOf(header); index += 1) {
    values.push(reader.next());
  }
  return values;
}

/**
 * Unpacks a page. Its values are decoded as they are asked for; those of rare encodings at once.
 *
 * @param bytes - stay as they are until all values were asked for
 * @param options.dictionary - of the column, where it has one
 * @param options.buffer - keeps the page
 */
export async function readPage(
  header: PageHeader,
  bytes: Uint8Array,
  column: LeafColumn,
  options: {
    dictionary: readonly unknown[] | undefined;
    buffer: PageBuffer;
  },
): Promise<Page> {
  const { dictionary = [], buffer } = options;
  const { element } = column.path[column.path.length - 1];
  const body = await unpack(header, bytes, column, buffer);
  const { encoding } =
    header.data_page_header ?? header.data_page_header_v2 ?? {};
  if (encoding === 'PLAIN' && PlainReader.reads(element)) {
    return {
      ...body,
      values: new PlainReader(body.page, body.start, element),
    };
  }
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    return {
      ...body,
      values: new DictionaryReader(body.page, body.start, dictionary),
    };
  }
  return { ...body, values: readWholePage(header, bytes, column) };
}

type Body = Omit<Page, 'values'> & { page: Uint8Array; start: number };

async function unpack(
  header: PageHeader,
  bytes: Uint8Array,
  column: LeafColumn,
  buffer: PageBuffer,
): Promise<Body> {
  const { meta, maxDefinition, maxRepetition } = column;
  const decompress = (packed: Uint8Array, length: number) =>
    unpackPage(packed, length, meta.codec, buffer);
  const levels = (of: Uint8Array, start: number, length: number, max: number) =>
    new HybridReader({
      bytes: of,
      start,
      end: start + length,
      width: 32 - Math.clz32(max),
    });
  const entries = entriesOf(header);

  const second = header.data_page_header_v2;
  if (second) {
    const repeated = second.repetition_levels_byte_length;
    const defined = second.definition_levels_byte_length;
    const start = repeated + defined;
    if (!(repeated >= 0 && defined >= 0 && start <= bytes.length)) {
      throw new Error('parquet page is cut');
    }
    const packed = bytes.subarray(start);
    return {
      entries,
      repetition: maxRepetition
        ? levels(bytes, 0, repeated, maxRepetition)
        : undefined,
      definition: maxDefinition
        ? levels(bytes, repeated, defined, maxDefinition)
        : undefined,
      page:
        second.is_compressed === false
          ? packed
          : await decompress(packed, header.uncompressed_page_size - start),
      start: 0,
    };
  }
  if (!header.data_page_header) {
    throw new Error('parquet page is of a kind that is not known');
  }
  const page = await decompress(bytes, header.uncompressed_page_size);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let start = 0;
  const prefixed = (max: number) => {
    if (!max) {
      return undefined;
    }
    const length = view.getUint32(start, true);
    const reader = levels(page, start + 4, length, max);
    start += 4 + length;
    return reader;
  };
  const repetition = prefixed(maxRepetition);
  const definition = prefixed(maxDefinition);
  return { entries, repetition, definition, page, start };
}
