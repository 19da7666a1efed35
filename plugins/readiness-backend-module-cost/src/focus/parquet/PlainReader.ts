import { SchemaElement } from 'hyparquet';
import { isText } from './ParquetColumn';
import { wholeOfBytes } from './wholeOfBytes';

/** Gives the values of a page that are not null, one after the other. */
export interface ValueReader {
  /** @throws Error at the end */
  next(): unknown;
}

const maxTextBytes = 1024 * 1024;
const julianEpoch = 2_440_588;

/**
 * Reads values that are written one after the other (encoding PLAIN): numbers as they are, text as text,
 * decimals of bytes as whole numbers.
 */
export class PlainReader implements ValueReader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #element: SchemaElement;
  readonly #isText: boolean;
  #position: number;

  /** @param start - where the values begin */
  constructor(bytes: Uint8Array, start: number, element: SchemaElement) {
    const { buffer, byteOffset, byteLength } = bytes;
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#view = new DataView(buffer, byteOffset, byteLength);
    this.#element = element;
    this.#isText = isText(element);
    this.#position = start;
  }

  /** Whether it can read columns of this type. */
  static reads({ type }: SchemaElement): boolean {
    return type !== 'BOOLEAN' && type !== undefined;
  }

  next(): unknown {
    switch (this.#element.type) {
      case 'INT32':
        return this.#view.getInt32(this.#skip(4), true);
      case 'INT64':
        return this.#view.getBigInt64(this.#skip(8), true);
      case 'FLOAT':
        return this.#view.getFloat32(this.#skip(4), true);
      case 'DOUBLE':
        return this.#view.getFloat64(this.#skip(8), true);
      case 'INT96': {
        const start = this.#skip(12);
        const nanoseconds = this.#view.getBigUint64(start, true);
        const day = this.#view.getInt32(start + 8, true) - julianEpoch;
        return new Date(day * 86_400_000 + Number(nanoseconds / 1_000_000n));
      }
      case 'BYTE_ARRAY':
        return this.#value(this.#view.getUint32(this.#skip(4), true));
      case 'FIXED_LEN_BYTE_ARRAY':
        return this.#value(this.#element.type_length ?? 0);
      default:
        throw new Error('parquet type is not read');
    }
  }

  #value(length: number): string | bigint | undefined {
    const start = this.#skip(length);
    if (this.#isText) {
      // What is longer is no value of ours; it is not worth the memory.
      const end = start + Math.min(length, maxTextBytes);
      return this.#bytes.toString('utf8', start, end);
    }
    return wholeOfBytes(this.#bytes, start, length);
  }

  #skip(length: number): number {
    const start = this.#position;
    if (start + length > this.#bytes.length) {
      throw new Error('parquet page is cut');
    }
    this.#position = start + length;
    return start;
  }
}
