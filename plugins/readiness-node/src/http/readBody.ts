import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The body is larger than allowed. */
export class BodyTooLargeError extends Error {}

/** The body is compressed in a way that was not asked for. */
export class UnknownEncodingError extends Error {}

/** What {@link readBody} decodes. */
export const acceptedEncodings = 'gzip, br';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a body to its end, or until it is too large.
 *
 * @param body - as it came over the wire
 * @param encoding - the header `content-encoding`
 * @param maxBytes - after decompression; never more than that and one chunk is held
 * @throws BodyTooLargeError, UnknownEncodingError, or what the stream or the decoder says
 */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new BodyTooLargeError();
      }
      chunks.push(chunk);
    }
  };
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') {
    await pipeline(body, collect);
  } else if (Object.hasOwn(decoders, name)) {
    await pipeline(body, decoders[name](), collect);
  } else {
    body.destroy();
    throw new UnknownEncodingError();
  }
  return Buffer.concat(chunks, bytes);
}
