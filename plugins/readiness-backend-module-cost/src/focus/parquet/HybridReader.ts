/**
 * Reads whole numbers in the hybrid of runs and packed bits that Parquet keeps levels and indexes of dictionaries
 * in, one at a time.
 *
 * The format: https://parquet.apache.org/docs/file-format/data-pages/encodings/ (RLE/Bit-Packing Hybrid)
 */
export class HybridReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #width: number;
  readonly #limit: number;
  #position: number;
  /** Numbers of the run at hand that are left, all of them `#value`. */
  #run = 0;
  #value = 0;
  /** Numbers of the packed group at hand that are left. */
  #packed = 0;
  #bit = 0;

  /**
   * @param options.width - bits of a number, 0 to 32; with 0 all are 0 and nothing is read
   */
  constructor(options: {
    bytes: Uint8Array;
    start: number;
    end: number;
    width: number;
  }) {
    this.#bytes = options.bytes;
    this.#position = options.start;
    this.#end = options.end;
    this.#width = options.width;
    this.#limit = 2 ** options.width;
    if (options.width > 32 || options.end > options.bytes.length) {
      throw new Error('parquet page is cut');
    }
  }

  /** @throws Error at the end */
  next(): number {
    if (this.#width === 0) {
      return 0;
    }
    while (!this.#run && !this.#packed) {
      this.#begin();
    }
    if (this.#run) {
      this.#run -= 1;
      return this.#value;
    }
    this.#packed -= 1;
    return this.#unpack();
  }

  #begin(): void {
    const header = this.#varint();
    if (header % 2) {
      this.#packed = Math.floor(header / 2) * 8;
      this.#bit = 0;
      return;
    }
    this.#run = header / 2;
    this.#value = 0;
    const bytes = Math.ceil(this.#width / 8);
    for (let index = 0; index < bytes; index += 1) {
      this.#value += this.#byte() * 2 ** (8 * index);
    }
  }

  #unpack(): number {
    let value = 0;
    for (let have = 0; have < this.#width; ) {
      if (this.#position >= this.#end) {
        throw new Error('parquet page is cut');
      }
      const left = 8 - this.#bit;
      const taken = Math.min(left, this.#width - have);
      const bits =
        Math.floor(this.#bytes[this.#position] / 2 ** this.#bit) % 2 ** taken;
      value += bits * 2 ** have;
      have += taken;
      this.#bit += taken;
      if (this.#bit === 8) {
        this.#bit = 0;
        this.#position += 1;
      }
    }
    return value % this.#limit;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte();
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) {
        return value;
      }
    }
    throw new Error('parquet page is damaged');
  }

  #byte(): number {
    if (this.#position >= this.#end) {
      throw new Error('parquet page is cut');
    }
    this.#position += 1;
    return this.#bytes[this.#position - 1];
  }
}
