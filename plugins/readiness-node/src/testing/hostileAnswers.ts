import { IncomingMessage, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { JsonValue } from '@backstage/types';

/**
 * Answers one request, well or badly.
 *
 * @public
 */
export type HostileAnswer = (
  response: ServerResponse,
  request: IncomingMessage,
) => void | Promise<void>;

const jsonType = { 'content-type': 'application/json' };
const chunk = Buffer.alloc(64 * 1024, ' ');

/**
 * Writes until whoever asked has had enough.
 *
 * @param write - next part, or undefined at the end
 */
async function writeOn(
  stream: Writable,
  next: () => Buffer | string | undefined,
  pauseMs: number,
): Promise<void> {
  const closed = new Promise<void>(resolve => {
    stream.once('close', resolve);
  });
  stream.on('error', () => {});
  for (
    let part = next();
    part !== undefined && !stream.destroyed;
    part = next()
  ) {
    if (!stream.write(part) && !stream.destroyed) {
      const drained = new Promise<void>(resolve => {
        stream.once('drain', resolve);
      });
      await Promise.race([drained, closed]);
    }
    await sleep(pauseMs);
  }
}

/**
 * What a HostileServer can answer. Sizes are in bytes, times in milliseconds.
 *
 * @public
 */
export const hostileAnswers = {
  /** A proper answer. */
  json:
    (
      value: JsonValue,
      options: {
        status?: number;
        headers?: Record<string, string | string[]>;
      } = {},
    ): HostileAnswer =>
    response => {
      response
        .writeHead(options.status ?? 200, { ...jsonType, ...options.headers })
        .end(JSON.stringify(value));
    },

  /** Any text with any type, e.g. JSON with a mistake in it. */
  text:
    (text: string, type = 'application/json'): HostileAnswer =>
    response => {
      response.writeHead(200, { 'content-type': type }).end(text);
    },

  /** A status without a body. */
  status:
    (status: number, headers: Record<string, string> = {}): HostileAnswer =>
    response => {
      response.writeHead(status, headers).end();
    },

  /** 429 with `Retry-After`: seconds, a date, or nonsense. */
  tooManyRequests:
    (retryAfter?: string): HostileAnswer =>
    response => {
      response
        .writeHead(
          429,
          retryAfter === undefined ? {} : { 'retry-after': retryAfter },
        )
        .end();
    },

  /** A redirect to anywhere, e.g. a private address. */
  redirect:
    (location: string, status = 302): HostileAnswer =>
    response => {
      response.writeHead(status, { location }).end();
    },

  /** The login page that a proxy shows with a 200. */
  html: (): HostileAnswer => response => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!doctype html><html><title>Sign in</title></html>');
  },

  /** No answer at all, the connection stays open. */
  hang: (): HostileAnswer => () => {},

  /** The connection is cut before anything is answered. */
  cut: (): HostileAnswer => response => {
    response.socket?.destroy();
  },

  /** Headers, then nothing more. */
  hangAfterHeaders:
    (status = 200): HostileAnswer =>
    response => {
      response.writeHead(status, jsonType);
      response.write('[');
    },

  /** Half of the announced body, then the connection is cut. */
  half:
    (value: JsonValue): HostileAnswer =>
    response => {
      const text = JSON.stringify(value);
      response.writeHead(200, { ...jsonType, 'content-length': text.length });
      response.write(text.slice(0, text.length / 2), () => {
        response.socket?.destroy();
      });
    },

  /** Half of the body by HTTP/1.0: nobody said how long it would be. */
  halfWithoutLength:
    (value: JsonValue): HostileAnswer =>
    response => {
      const text = JSON.stringify(value);
      response.socket?.end(
        `HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${text.slice(
          0,
          text.length / 2,
        )}`,
      );
    },

  /** A content length that is not that of the body. */
  wrongLength:
    (value: JsonValue, length: number): HostileAnswer =>
    response => {
      response.socket?.end(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${JSON.stringify(
          value,
        )}`,
      );
    },

  /** A body that never ends, as fast as it is read. */
  endless:
    (status = 200): HostileAnswer =>
    async response => {
      response.writeHead(status, jsonType);
      await writeOn(response, () => chunk, 0);
    },

  /** One byte at a time, which never ends either. */
  slow:
    (pauseMs = 20): HostileAnswer =>
    async response => {
      response.writeHead(200, jsonType);
      await writeOn(response, () => ' ', pauseMs);
    },

  /** Little on the wire, much more once it is decompressed: that many bytes of spaces. */
  gzipBomb:
    (bytes = 1024 * 1024 * 1024): HostileAnswer =>
    async response => {
      response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      response.on('close', () => gzip.destroy());
      let left = bytes;
      await writeOn(
        gzip,
        () => {
          left -= chunk.length;
          return left >= 0 ? chunk : undefined;
        },
        0,
      );
      gzip.end();
    },

  /** Compressed, and cut in the middle or full of mistakes, with a length that fits. */
  brokenGzip:
    (how: 'cut' | 'garbage'): HostileAnswer =>
    response => {
      const whole = gzipSync(JSON.stringify({ items: 'x'.repeat(1_000) }));
      const body =
        how === 'cut'
          ? whole.subarray(0, whole.length / 2)
          : Buffer.from('this was never compressed');
      response
        .writeHead(200, { ...jsonType, 'content-encoding': 'gzip' })
        .end(body);
    },

  /** A list in a list in a list. */
  deep:
    (levels: number): HostileAnswer =>
    response => {
      response
        .writeHead(200, jsonType)
        .end('['.repeat(levels) + ']'.repeat(levels));
    },

  /** Answers with an ETag, and with 304 to whoever knows it. */
  etag:
    (value: JsonValue, etag: string): HostileAnswer =>
    (response, request) => {
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304, { etag }).end();
      } else {
        response
          .writeHead(200, { ...jsonType, etag })
          .end(JSON.stringify(value));
      }
    },
};
