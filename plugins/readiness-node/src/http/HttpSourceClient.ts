/**
 * A client for one source: what SourceClient.ts promises.
 *
 * A request waits for one of the places of the client, then for the time that the source wants to
 * be left alone, for the limit of requests a minute, and takes from the budget; only then it is
 * sent. Each further attempt goes the same way, without its place given up. An abort ends any of
 * these waits at once.
 */
import { InputError } from '@backstage/errors';
import { bulkhead, BulkheadPolicy, ExponentialBackoff } from 'cockatiel';
import { RetryLaterError } from '../requests';
import { abortable, pause } from './abortable';
import { AttemptFailure, explainFailure } from './AttemptFailure';
import { conditionsOf, isKeepable, KeptAnswers } from './KeptAnswers';
import { readAnswer } from './readAnswer';
import { readRetryAfter } from './readRetryAfter';
import { SecretMask } from './SecretMask';
import {
  SourceClient,
  SourceClientOptions,
  SourceRequest,
  SourceResponse,
} from './SourceClient';
import { PreparedRequest, SourceConnection } from './SourceConnection';
import { SourceError } from './SourceError';
import { SourceGate } from './SourceGate';

const firstPauseMs = 300;
const maxPauseMs = 10_000;

/** Options of a client, with its defaults filled in. */
export type ClientOptions = Required<SourceClientOptions>;

/** See the top of the file. */
export class HttpSourceClient implements SourceClient {
  readonly #options: ClientOptions;
  readonly #connection: SourceConnection;
  readonly #places: BulkheadPolicy;
  readonly #gate: SourceGate;
  readonly #kept = new KeptAnswers();
  #closed = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    const secretHeaders = readSecretHeaders(options);
    const mask = new SecretMask(Object.values(secretHeaders));
    this.#connection = new SourceConnection({
      ...options,
      secretHeaders,
      mask: text => mask.apply(text),
    });
    this.#places = bulkhead(options.concurrency, Infinity);
    this.#gate = new SourceGate(options);
  }

  async request(request: SourceRequest): Promise<SourceResponse> {
    const { signal } = request;
    signal?.throwIfAborted();
    const prepared = this.#prepare(request);
    return abortable(
      this.#places.execute(() => this.#attempts(request, prepared), signal),
      signal,
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#kept.clear();
    await this.#connection.close();
  }

  #prepare(request: SourceRequest): PreparedRequest {
    const { method = 'GET', body, form } = request;
    const url = this.#connection.readUrl(request.url);
    const headers = this.#connection.readHeaders(request.headers);
    if (method === 'GET' && (body !== undefined || form)) {
      throw new InputError('A GET request of a source has no body.');
    }
    if (form) {
      return {
        url,
        method,
        headers,
        payload: {
          type: 'application/x-www-form-urlencoded',
          text: new URLSearchParams(form).toString(),
        },
      };
    }
    return {
      url,
      method,
      headers,
      payload:
        body === undefined
          ? undefined
          : { type: 'application/json', text: JSON.stringify(body) },
    };
  }

  async #attempts(
    request: SourceRequest,
    prepared: PreparedRequest,
  ): Promise<SourceResponse> {
    const { patienceMs, attempts } = this.#options;
    const repeatable = request.idempotent ?? prepared.method === 'GET';
    const what = this.#connection.describe(prepared.url);
    let backoff = new ExponentialBackoff({
      initialDelay: firstPauseMs,
      maxDelay: maxPauseMs,
    }).next();
    for (let attempt = 1; ; attempt += 1) {
      if (this.#closed) {
        throw new SourceError(
          `${what} is not asked any more: the client is closed.`,
          { kind: 'connection' },
        );
      }
      await this.#gate.pass(what, { ...request, host: prepared.url.host });
      const result = await this.#gate.run(what, () =>
        this.#attempt(request, prepared),
      );
      if (!(result instanceof AttemptFailure)) {
        return result;
      }
      const waitMs = result.retryAfterMs ?? 0;
      const again =
        attempt < attempts &&
        result.passing &&
        (repeatable || result.unheard || result.throttled) &&
        waitMs <= patienceMs &&
        !this.#gate.isOpen;
      if (!again) {
        throw this.#gate.giveUp(result);
      }
      await pause(Math.max(backoff.duration, waitMs), request.signal);
      backoff = backoff.next(undefined);
    }
  }

  /** One attempt within its time. Throws an AttemptFailure, a RetryLaterError or the signal's reason. */
  async #attempt(
    request: SourceRequest,
    prepared: PreparedRequest,
  ): Promise<SourceResponse> {
    const { signal, budget } = request;
    const what = this.#connection.describe(prepared.url);
    const limit = new AbortController();
    const giveUp = () => limit.abort();
    signal?.addEventListener('abort', giveUp, { once: true });
    const timer = setTimeout(giveUp, this.#options.timeoutMs);
    try {
      return await abortable(
        this.#exchange(prepared, {
          signal: limit.signal,
          beforeRedirect: async url => budget?.take(url.host),
        }),
        limit.signal,
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof RetryLaterError) {
        throw error;
      }
      if (limit.signal.aborted) {
        throw new AttemptFailure(
          new SourceError(
            `${what} did not answer within ${
              this.#options.timeoutMs / 1_000
            } s.`,
            { kind: 'timeout' },
          ),
        );
      }
      throw explainFailure(what, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      limit.abort();
    }
  }

  async #exchange(
    prepared: PreparedRequest,
    options: {
      signal: AbortSignal;
      beforeRedirect: (url: URL) => Promise<void>;
    },
  ): Promise<SourceResponse> {
    const { accept } = this.#options;
    const isAnswer = (status: number) =>
      (status >= 200 && status <= 299) || accept.includes(status);
    const key = this.#keyOf(prepared);
    const kept = key === undefined ? undefined : this.#kept.get(key);
    const answer = await this.#connection.exchange(prepared, {
      ...options,
      isAnswer,
      conditions: kept && conditionsOf(kept),
      conditionsFor: kept?.url,
    });
    const { status, headers } = answer;
    const what = this.#connection.describe(answer.url);
    if (status === 304 && kept) {
      const merged = { ...kept.headers, ...headers };
      return {
        ...readAnswer(what, { ...kept, headers: merged }),
        notModified: true,
      };
    }
    if (!isAnswer(status)) {
      throw new AttemptFailure(
        new SourceError(`${what} answered ${status}.`, {
          kind: 'status',
          status,
        }),
        { retryAfterMs: readRetryAfter(status, headers, Date.now()) },
      );
    }
    const text = new TextDecoder().decode(answer.body);
    const response = readAnswer(what, { status, headers, text });
    if (key !== undefined && status === 200) {
      if (isKeepable(headers)) {
        this.#kept.set(key, { url: answer.url.href, status, headers, text });
      } else {
        this.#kept.delete(key);
      }
    }
    return response;
  }

  /** What an answer is kept under; the secrets are the client's own and always the same. */
  #keyOf({ url, method, headers }: PreparedRequest): string | undefined {
    const own = 'if-none-match' in headers || 'if-modified-since' in headers;
    return this.#options.conditional && method === 'GET' && !own
      ? JSON.stringify([url.href, Object.entries(headers).sort()])
      : undefined;
  }
}

function readSecretHeaders(options: ClientOptions): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.secretHeaders)) {
    if (
      !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) ||
      !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ) {
      throw new InputError(
        `A secret header of ${options.name} has a name or characters that no header can have; does it end in a line break?`,
      );
    }
    read[name.toLowerCase()] = value;
  }
  return read;
}
