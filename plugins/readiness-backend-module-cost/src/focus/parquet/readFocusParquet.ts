/**
 * Reads a Parquet file of FOCUS.
 *
 * Guarantees: only the columns that are needed are read, a slice of a row group at a time, so that memory grows
 * with the size of a row group and never with that of the file; what a page claims to hold is bounded
 * before memory is given to it; whatever is wrong with the file is an error that names it.
 *
 * The digest is that of the whole file; it is not compared with those of CSV files.
 */
import { createHash } from 'node:crypto';
import { FileHandle } from 'node:fs/promises';
import { InputError, isError } from '@backstage/errors';
import {
  AsyncBuffer,
  FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
} from 'hyparquet';
import { readCharge } from '../Charge';
import { FocusColumn, FocusHeader, readFocusHeader } from '../FocusColumns';
import { FocusFile } from '../FocusFiles';
import { FocusReader, FocusReading } from '../FocusReader';
import { parquetCompressors } from './parquetCompressors';
import { ParquetColumn } from './ParquetColumn';
import { ColumnValues, ParquetFields } from './ParquetFields';

/** Rows that are held at a time, where a column is no map or list. */
const sliceRows = 65_536;
/** The description of a file at its end; of a gigabyte it is a few mebibytes. */
const maxFooterBytes = 64 * 1024 * 1024;
/** Compressed bytes of one column in one row group. */
const maxChunkBytes = 256 * 1024 * 1024;
const hashBytes = 1024 * 1024;

/**
 * See the top of the file.
 *
 * @param file - with a handle that is open for reading; it is not closed
 * @returns the digest
 * @throws InputError that names the file
 */
export async function readFocusParquet(
  file: FocusFile & { handle: FileHandle },
  reader: FocusReader,
  options: FocusReading,
): Promise<string> {
  try {
    await readRows(file, reader, options);
    return await digestOf(file.handle, options.signal);
  } catch (error) {
    if (isError(error) && ['AbortError', 'InputError'].includes(error.name)) {
      throw error;
    }
    throw new InputError(
      `The FOCUS file '${file.name}' cannot be read as Parquet${
        isError(error) && error.message.startsWith('parquet ')
          ? ` (${error.message.slice('parquet '.length, 200)})`
          : ''
      }: it is damaged, cut, encrypted or of a kind that is not known.`,
    );
  }
}

async function readRows(
  file: FocusFile & { handle: FileHandle },
  reader: FocusReader,
  options: FocusReading,
): Promise<void> {
  const { signal, use } = options;
  const buffer = await asyncBuffer(file.handle, signal);
  const metadata = await readMetadata(buffer, file.name);
  const tree = parquetSchema(metadata);
  const names = tree.children.map(child => child.element.name);
  const header = readFocusHeader(names, file.name, use);
  header.problems.forEach(problem => reader.onProblem(problem));
  checkSize(metadata, { file: file.name, header, names, options });

  const columns = new Map(
    [...header.at].map(([column, index]) => [
      column,
      new ParquetColumn(tree.children[index]),
    ]),
  );
  const scan = await parquetScan({
    file: buffer,
    metadata,
    columns: [...header.at.values()].map(index => names[index]),
    compressors: parquetCompressors,
    utf8: false,
    geoparquet: false,
  });
  const nested = [...columns.values()].some(column => column.isNested);
  const fields = new ParquetFields(columns);
  for (const range of scan.ranges) {
    // A map is decoded for the whole row group each time: better once.
    const step = nested ? range.rowEnd - range.rowStart : sliceRows;
    for (let start = range.rowStart; start < range.rowEnd; start += step) {
      signal.throwIfAborted();
      const end = Math.min(start + step, range.rowEnd);
      const values = new Map<FocusColumn, ColumnValues>();
      for (const [column, index] of header.at) {
        const data = await scan.readColumn({
          column: names[index],
          rowStart: start,
          rowEnd: end,
        });
        if (data.length !== end - start) {
          throw new Error('parquet column is shorter than its row group');
        }
        values.set(column, data);
      }
      fields.values = values;
      for (fields.row = 0; fields.row < end - start; fields.row += 1) {
        const row = start + fields.row + 1;
        const charge = readCharge(fields, use);
        if (typeof charge === 'string') {
          reader.onBroken({ row, message: charge });
        } else {
          reader.onCharge(charge, row);
        }
      }
      // Decoding takes the thread; others get their turn between slices.
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}

async function readMetadata(
  buffer: AsyncBuffer,
  name: string,
): Promise<FileMetaData> {
  if (buffer.byteLength < 12) {
    throw new InputError(`The FOCUS file '${name}' is empty: it is cut.`);
  }
  const end = new DataView(
    await buffer.slice(buffer.byteLength - 8, buffer.byteLength),
  );
  if (end.getUint32(0, true) > maxFooterBytes) {
    throw new Error(`parquet footer of more than ${maxFooterBytes} bytes`);
  }
  return parquetMetadataAsync(buffer, { geoparquet: false });
}

/** @throws InputError where more is announced than may be read */
function checkSize(
  metadata: FileMetaData,
  of: {
    file: string;
    header: FocusHeader;
    names: readonly string[];
    options: FocusReading;
  },
): void {
  const wanted = new Set([...of.header.at.values()].map(at => of.names[at]));
  let bytes = 0;
  for (const group of metadata.row_groups) {
    for (const { meta_data: chunk } of group.columns) {
      if (chunk && wanted.has(chunk.path_in_schema[0])) {
        bytes += Number(chunk.total_uncompressed_size);
        if (Number(chunk.total_compressed_size) > maxChunkBytes) {
          throw new InputError(
            `The FOCUS file '${
              of.file
            }' has a row group whose column ${chunk.path_in_schema[0].slice(
              0,
              40,
            )} takes more than ${maxChunkBytes} bytes. Write it with smaller row groups.`,
          );
        }
      }
    }
  }
  if (bytes > of.options.maxBytes) {
    throw new InputError(
      `The FOCUS file '${of.file}' is larger than ${of.options.maxBytes} bytes after decompression. See readiness.cost.focus.maxGigabytes.`,
    );
  }
}

async function asyncBuffer(
  handle: FileHandle,
  signal: AbortSignal,
): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start: number, end: number = size): Promise<ArrayBuffer> {
      signal.throwIfAborted();
      if (!(start >= 0 && start <= end && end <= size)) {
        throw new Error('parquet range outside of the file');
      }
      const bytes = new Uint8Array(end - start);
      let read = 0;
      while (read < bytes.length) {
        const { bytesRead } = await handle.read(
          bytes,
          read,
          bytes.length - read,
          start + read,
        );
        if (!bytesRead) {
          throw new Error('parquet file is cut');
        }
        read += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

async function digestOf(
  handle: FileHandle,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(hashBytes);
  for (let position = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, hashBytes, position);
    if (!bytesRead) {
      return hash.digest('base64');
    }
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}
