import { createHash } from 'node:crypto';
import { Transform, TransformCallback } from 'node:stream';
import { InputError } from '@backstage/errors';

/**
 * Lets bytes through up to a bound, and takes their digest, so that a copy of a file is known as one
 * whether it is packed or not.
 */
export class ByteGate extends Transform {
  readonly #name: string;
  readonly #maxBytes: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  /**
   * @param options.name - of the file, for people
   * @param options.maxBytes - with more the stream fails: a few kilobytes of gzip can hold terabytes
   */
  constructor(options: { name: string; maxBytes: number }) {
    super();
    this.#name = options.name;
    this.#maxBytes = options.maxBytes;
  }

  /** SHA-256 of all that came through. To be called once, at the end. */
  digest(): string {
    return this.#hash.digest('base64');
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ) {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      done(
        new InputError(
          `The FOCUS file '${this.#name}' is larger than ${
            this.#maxBytes
          } bytes after decompression. See readiness.cost.focus.maxGigabytes.`,
        ),
      );
      return;
    }
    this.#hash.update(chunk);
    done(null, chunk);
  }
}
