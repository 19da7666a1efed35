import { FileHandle, open } from 'node:fs/promises';
import { readFocusCsv } from './csv/readFocusCsv';
import { FocusFile } from './FocusFiles';
import { FocusReader, FocusReading, namedError } from './FocusReader';
import { readFocusParquet } from './parquet/readFocusParquet';

const parquetMagic = Buffer.from('PAR1');
const gzipMagic = Buffer.from([0x1f, 0x8b]);

/**
 * Reads a FOCUS file row by row: CSV, plain or gzip, or Parquet, whatever its name says. The memory
 * that it needs does not depend on the size of the file.
 *
 * @returns a digest that files of the same content share; a CSV file and the same packed share it, too
 * @throws InputError if the file lacks a column or is too large; Error if it cannot be read to its
 *   end. The message names the file as configured, never its absolute path.
 */
export async function readFocusFile(
  file: FocusFile,
  reader: FocusReader,
  options: FocusReading,
): Promise<string> {
  const { handle, start } = await begin(file);
  try {
    if (start.equals(parquetMagic)) {
      return await readFocusParquet({ ...file, handle }, reader, options);
    }
    const gzip = start.subarray(0, 2).equals(gzipMagic);
    return await readFocusCsv(file, reader, { ...options, gzip });
  } finally {
    await handle.close();
  }
}

/** Opens a file and reads its first four bytes, or as many as there are. */
async function begin(
  file: FocusFile,
): Promise<{ handle: FileHandle; start: Buffer }> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file.path, 'r');
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return { handle, start: buffer.subarray(0, bytesRead) };
  } catch (error) {
    await handle?.close();
    throw namedError(error, file.name);
  }
}
