/**
 * One attempt of one request: connect, send, follow redirects, read to the last byte.
 *
 * Guarantees: only listed hosts are asked, over http or https; secrets go to the origin of the
 * request only; the body is bounded; nothing outlives the signal. Proxies of the environment
 * (`HTTP_PROXY`, `HTTPS_PROXY`, also with `NODE_USE_ENV_PROXY`) are not used: a proxy resolves names
 * itself, so that no address could be looked at.
 */
import { Agent, Dispatcher } from 'undici';
import { createConnector } from './createConnector';
import { HostList } from './HostList';
import { acceptedEncodings, BodyTooLargeError, readBody } from './readBody';
import { SourceError, SourceErrorKind } from './SourceError';

const maxRedirects = 3;
/** Bodies of redirects and errors are read up to here, so that their connection can be used again. */
const maxDrainedBytes = 64 * 1024;
const maxDrainMs = 1_000;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
/** Headers that belong to the connection, or that decide who is asked. */
const ownHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Headers that are taken for secrets, whoever gave them. */
const guardedHeaders = new Set(['authorization', 'cookie']);

/** A request whose URL and headers were read. */
export interface PreparedRequest {
  url: URL;
  method: 'GET' | 'POST';
  /** By lower-case name, without secrets. */
  headers: Record<string, string>;
  payload: { type: string; text: string } | undefined;
}

/** An answer, whatever its status. */
export interface RawAnswer {
  /** After redirects. */
  url: URL;
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** See the top of the file. */
export class SourceConnection {
  readonly #name: string;
  readonly #hosts: HostList;
  readonly #secretHeaders: Record<string, string>;
  readonly #maxBytes: number;
  readonly #mask: (text: string) => string;
  readonly #agent: Agent;

  /**
   * @param options.secretHeaders - by lower-case name
   * @param options.mask - takes secrets out of a text
   */
  constructor(options: {
    name: string;
    hosts: readonly string[];
    allowPrivateAddresses: boolean;
    secretHeaders: Record<string, string>;
    timeoutMs: number;
    maxBytes: number;
    mask: (text: string) => string;
  }) {
    this.#name = options.name;
    this.#hosts = new HostList(options.hosts);
    this.#secretHeaders = options.secretHeaders;
    this.#maxBytes = options.maxBytes;
    this.#mask = options.mask;
    this.#agent = new Agent({
      connect: createConnector({ ...options, hosts: this.#hosts }),
      // The attempt as a whole has a time limit.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Source, host and path, for messages: no user, no query, no secret. */
  describe(url: URL): string {
    // Masked before it is cut: a part of a secret would not be known for one.
    const path = this.#mask(url.pathname).slice(0, 200);
    return this.#mask(`${this.#name}: ${url.host}${path}`);
  }

  /**
   * Reads a URL and looks whether it may be asked.
   *
   * @param base - where a relative URL starts
   * @throws SourceError `refused`
   */
  readUrl(text: string, base?: URL): URL {
    const refuse = (what: string, why: string) =>
      new SourceError(`${what} may not be asked: ${why}.`, { kind: 'refused' });
    let url: URL;
    try {
      url = new URL(text, base);
    } catch {
      throw refuse(`${this.#name}: an address that is no URL`, 'it is none');
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw refuse(`${this.#name}: a URL`, 'it is neither http nor https');
    }
    const what = this.describe(url);
    if (!this.#hosts.has(url)) {
      throw refuse(what, 'its host is not one of those configured');
    }
    if (url.username || url.password) {
      throw refuse(what, 'a user in a URL ends up in logs, use a header');
    }
    url.hash = '';
    return url;
  }

  /**
   * Reads the headers of a request.
   *
   * @throws SourceError `refused` for a header that belongs to the connection
   */
  readHeaders(headers: Record<string, string> | undefined) {
    const read: Record<string, string> = { accept: 'application/json' };
    for (const [key, value] of Object.entries(headers ?? {})) {
      const name = key.toLowerCase();
      if (ownHeaders.has(name) || !/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
        throw new SourceError(
          `${this.#name}: a request cannot set this header.`,
          { kind: 'refused' },
        );
      }
      if (!Object.hasOwn(this.#secretHeaders, name)) {
        read[name] = value;
      }
    }
    return read;
  }

  /**
   * Makes one attempt.
   *
   * @param options.isAnswer - statuses whose body is read; others are told without it
   * @param options.conditions - headers for `options.conditionsFor`, and no other URL
   * @param options.beforeRedirect - called before each further request
   * @throws SourceError, or anything that a stream throws
   */
  async exchange(
    request: PreparedRequest,
    options: {
      signal: AbortSignal;
      isAnswer: (status: number) => boolean;
      conditions?: Record<string, string>;
      conditionsFor?: string;
      beforeRedirect: (url: URL) => Promise<void>;
    },
  ): Promise<RawAnswer> {
    let { url, method, payload } = request;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: {
          ...this.#headersFor(url, request),
          ...(payload && { 'content-type': payload.type }),
          ...(options.conditionsFor === url.href && options.conditions),
        },
        body: payload?.text,
        signal: options.signal,
      });
      const { statusCode: status } = answer;
      const headers = plainHeaders(answer.headers);
      if (!redirectStatuses.has(status) || !headers.location) {
        const body = options.isAnswer(status)
          ? await this.#read(answer, headers)
          : await drain(answer);
        return { url, status, headers, body };
      }
      await drain(answer);
      if (redirects === maxRedirects) {
        throw this.#error(url, 'status', 'redirects too often.', status);
      }
      const next = this.readUrl(headers.location, url);
      if (url.protocol === 'https:' && next.protocol !== 'https:') {
        throw this.#error(url, 'refused', 'redirects from https to http.');
      }
      if (status <= 303 && method === 'POST') {
        method = 'GET';
        payload = undefined;
      }
      url = next;
      await options.beforeRedirect(url);
    }
  }

  /** Ends all connections, also those in use. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #headersFor(url: URL, request: PreparedRequest): Record<string, string> {
    const own = { ...request.headers, 'accept-encoding': acceptedEncodings };
    if (url.origin === request.url.origin) {
      return { ...own, ...this.#secretHeaders };
    }
    return Object.fromEntries(
      Object.entries(own).filter(([name]) => !guardedHeaders.has(name)),
    );
  }

  async #read(
    answer: Dispatcher.ResponseData,
    headers: Record<string, string>,
  ): Promise<Buffer> {
    const length = Number(headers['content-length']);
    if (length > this.#maxBytes) {
      answer.body.destroy();
      throw new BodyTooLargeError();
    }
    return readBody(answer.body, headers['content-encoding'], this.#maxBytes);
  }

  #error(url: URL, kind: SourceErrorKind, how: string, status?: number) {
    return new SourceError(`${this.describe(url)} ${how}`, { kind, status });
  }
}

/** Lets go of a body, so that the connection can be used again if little is left of it. */
async function drain(answer: Dispatcher.ResponseData): Promise<Buffer> {
  const drained = answer.body.dump({ limit: maxDrainedBytes }).catch(() => {});
  // A body that never ends must not hide the status. It is cut with the end of the attempt.
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>(resolve => {
    timer = setTimeout(resolve, maxDrainMs);
  });
  await Promise.race([drained, enough]);
  clearTimeout(timer);
  return Buffer.alloc(0);
}

/** By lower-case name; several values of a name are joined. */
function plainHeaders(
  headers: Dispatcher.ResponseData['headers'],
): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !(name in Object.prototype)) {
      plain[name.toLowerCase()] = Array.isArray(value)
        ? value.join(', ')
        : value;
    }
  }
  return plain;
}
