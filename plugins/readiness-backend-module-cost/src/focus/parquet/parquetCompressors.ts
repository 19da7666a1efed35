import * as zlib from 'node:zlib';
import { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** The largest page after decompression. Writers make pages of about a mebibyte. */
export const maxPageBytes = 64 * 1024 * 1024;

type Decompress = (
  input: Uint8Array,
  options: { maxOutputLength: number; chunkSize: number },
) => Uint8Array;

function bounded(length: number): number {
  if (!(length >= 0 && length <= maxPageBytes)) {
    throw new RangeError('A page of the Parquet file is too large.');
  }
  return length;
}

/** Decompression by Node, which stops at the length that the page announces. */
const native =
  (decompress: Decompress) =>
  (input: Uint8Array, length: number): Uint8Array =>
    length === 0
      ? new Uint8Array(0)
      : decompress(input, {
          maxOutputLength: bounded(length),
          // All in one piece; one that is just full would be followed by another.
          chunkSize: length + 64,
        });

/** Decompression by a library that is handed the length that the page announces. */
const foreign =
  (codec: 'LZ4' | 'LZ4_RAW' | 'SNAPPY' | 'ZSTD') =>
  (input: Uint8Array, length: number): Uint8Array => {
    const decompress = compressors[codec];
    if (!decompress) {
      throw new RangeError(`The codec ${codec} is not there.`);
    }
    return decompress(input, bounded(length));
  };

/**
 * All codecs of Parquet but LZO, each of which stops at the length that a page announces and refuses
 * pages of more than 64 MiB.
 */
export const parquetCompressors: Compressors = {
  BROTLI: native(zlib.brotliDecompressSync),
  GZIP: native(zlib.gunzipSync),
  // Node has it from 22.15 on.
  ZSTD: zlib.zstdDecompressSync
    ? native(zlib.zstdDecompressSync)
    : foreign('ZSTD'),
  LZ4: foreign('LZ4'),
  LZ4_RAW: foreign('LZ4_RAW'),
  SNAPPY: foreign('SNAPPY'),
};
