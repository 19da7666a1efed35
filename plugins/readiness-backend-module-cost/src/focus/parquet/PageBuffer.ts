import { FileHandle } from 'node:fs/promises';

/** Memory for one page after the other of a column, so that not each asks for its own. */
export class PageBuffer {
  #bytes = new Uint8Array(0);

  /**
   * Reads a part of a file.
   *
   * @returns the bytes, which are good until the next call
   * @throws Error where the file ends before
   */
  async read(
    handle: FileHandle,
    start: number,
    length: number,
  ): Promise<Uint8Array> {
    if (this.#bytes.length < length) {
      this.#bytes = new Uint8Array(
        Math.max(length, 2 * this.#bytes.length, 4096),
      );
    }
    for (let read = 0; read < length; ) {
      const { bytesRead } = await handle.read(
        this.#bytes,
        read,
        length - read,
        start + read,
      );
      if (!bytesRead) {
        throw new Error('parquet file is cut');
      }
      read += bytesRead;
    }
    return this.#bytes.subarray(0, length);
  }
}
