import { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { CompressionCodec } from 'hyparquet';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { PageBuffer } from './PageBuffer';
import { maxPageBytes, parquetCompressors } from './parquetCompressors';

/**
 * Pieces of one small size: the memory of large ones of ever other sizes is seldom given back, which over a
 * gigabyte comes to a hundred mebibytes.
 */
const pieces = { chunkSize: 64 * 1024 };

const streams: Partial<Record<CompressionCodec, () => Transform>> = {
  BROTLI: () => zlib.createBrotliDecompress(pieces),
  GZIP: () => zlib.createGunzip(pieces),
  // Node has it from 22.15 on.
  ...(zlib.createZstdDecompress && {
    ZSTD: () => zlib.createZstdDecompress(pieces),
  }),
};

/**
 * Decompresses a page.
 *
 * @param length - that it announces
 * @param buffer - keeps it until the next page
 * @throws Error where it is damaged or of another length
 */
export async function unpackPage(
  packed: Uint8Array,
  length: number,
  codec: CompressionCodec,
  buffer: PageBuffer,
): Promise<Uint8Array> {
  const create = streams[codec];
  if (!create) {
    return buffer.keep(
      decompressPage(packed, length, codec, parquetCompressors),
    );
  }
  if (!(length >= 0 && length <= maxPageBytes)) {
    throw new Error('parquet page is too large');
  }
  const page = buffer.room(length);
  let at = 0;
  if (length) {
    const stream = create();
    stream.end(packed);
    for await (const piece of stream) {
      if (at + piece.length > length) {
        throw new Error('parquet page is longer than it says');
      }
      page.set(piece, at);
      at += piece.length;
    }
  }
  if (at !== length) {
    throw new Error('parquet page is shorter than it says');
  }
  return page;
}
