import { FileHandle } from 'node:fs/promises';

/**
 * Reads a part of a file.
 *
 * @throws Error where the file ends before
 */
export async function readBytes(
  handle: FileHandle,
  start: number,
  length: number,
): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await handle.read(
      bytes,
      read,
      length - read,
      start + read,
    );
    if (!bytesRead) {
      throw new Error('parquet file is cut');
    }
    read += bytesRead;
  }
  return bytes.buffer;
}
