import { FileHandle } from 'node:fs/promises';

/**
 * Memory for one page after the other of a column, so that not each asks for its own: what lives as long as a page
 * is collected late, and there are many.
 */
export class PageBuffer {
  #bytes = new Uint8Array(0);
  #unpacked = new Uint8Array(0);

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
    this.#bytes = enough(this.#bytes, length);
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

  /**
   * Keeps a page that was unpacked.
   *
   * @returns a copy, which is good until the next call
   */
  keep(page: Uint8Array): Uint8Array {
    if (page.buffer === this.#bytes.buffer) {
      return page;
    }
    const room = this.room(page.length);
    room.set(page);
    return room;
  }

  /** Room for a page that is unpacked, which is good until the next call. */
  room(length: number): Uint8Array {
    this.#unpacked = enough(this.#unpacked, length);
    return this.#unpacked.subarray(0, length);
  }
}

function enough(
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
): Uint8Array<ArrayBuffer> {
  return bytes.length >= length
    ? bytes
    : new Uint8Array(Math.max(length, 2 * bytes.length, 4096));
}
