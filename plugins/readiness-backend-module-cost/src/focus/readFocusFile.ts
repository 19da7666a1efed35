import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError, isError } from '@backstage/errors';
import { parse } from 'csv-parse';
import { Charge, readCharge } from './Charge';
import { FocusColumns, readFocusColumns } from './FocusColumns';
import { FocusFile } from './FocusFiles';
import { RecordGuard } from './RecordGuard';

/**
 * What a file is told to, row by row.
 */
export interface FocusReader {
  onCharge(charge: Charge, row: number): void;
  /** A row that is left out. The header is row 1. */
  onBroken(problem: { row: number; message: string }): void;
}

/**
 * Streams a FOCUS file, plain or gzip, in memory that does not depend on its size.
 *
 * A broken row is told to the reader and stops no other.
 *
 * @throws InputError if the header is broken or lacks a column; Error if the file cannot be read
 *   to its end. The message names the file as configured, never its absolute path.
 */
export async function readFocusFile(
  file: FocusFile,
  reader: FocusReader,
  options: { signal: AbortSignal },
): Promise<void> {
  let columns: FocusColumns | undefined;

  const takeRecord = (record: string[]) => {
    const [first, ...fields] = record;
    const row = Number(first);
    if (!columns) {
      columns = readFocusColumns(fields, file.name);
      return;
    }
    const charge = readCharge(fields, columns);
    if (typeof charge === 'string') {
      reader.onBroken({ row, message: charge });
    } else {
      reader.onCharge(charge, row);
    }
  };

  const guard = new RecordGuard({
    onBroken(problem) {
      // The header is the first row that holds anything; without it no row can be read.
      if (!columns && problem.row === 1) {
        guard.destroy(
          new InputError(
            `The header of the FOCUS file '${file.name}' cannot be read. ${problem.message}`,
          ),
        );
        return;
      }
      reader.onBroken(problem);
    },
  });

  const parser = parse({
    record_delimiter: ['\n'],
    relax_column_count: true,
    relax_quotes: true,
  });

  try {
    const unpack = (await isGzip(file.path))
      ? createGunzip()
      : new PassThrough();
    await pipeline(
      createReadStream(file.path),
      unpack,
      guard,
      parser,
      async (records: AsyncIterable<string[]>) => {
        for await (const record of records) {
          takeRecord(record);
        }
      },
      { signal: options.signal },
    );
  } catch (error) {
    throw named(error, file.name);
  }
  if (!columns) {
    throw new InputError(
      `The FOCUS file '${file.name}' is empty: it has no header.`,
    );
  }
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** Messages of the file system hold absolute paths; only the code of such an error is passed on. */
function named(error: unknown, name: string): Error {
  if (!isError(error)) {
    return new Error(`The FOCUS file '${name}' cannot be read.`);
  }
  if (error.name === 'InputError' || error.name === 'AbortError') {
    return error;
  }
  return new Error(
    `The FOCUS file '${name}' cannot be read (${error.code ?? error.name}).`,
  );
}
