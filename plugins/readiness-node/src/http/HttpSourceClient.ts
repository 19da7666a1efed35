/**
 * A client for one source: what SourceClient.ts promises.
 *
 * A request waits for one of the places of the client, then for the time that the source wants to
 * be left alone, for the limit of requests a minute, and takes from the budget; only then it is
 * sent. Each further attempt goes the same way, without its place given up. An abort ends any of
 * these waits at once.
 */
import { InputError } from '@backstage/errors';
import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  CircuitState,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import { RetryLaterError } from '../requests';
import { abortable, pause } from './abortable';
import { AttemptFailure, explainFailure } from './AttemptFailure';
import { conditionsOf, isKeepable, KeptAnswers } from './KeptAnswers';
import { readAnswer } from './readAnswer';
import { readRetryAfter } from './readRetryAfter';
import { RequestRate } from './RequestRate';
import { SecretMask } from './SecretMask';
import {
  SourceClient,
  SourceClientOptions,
  SourceRequest,
  SourceResponse,
} from './SourceClient';
import { PreparedRequest, SourceConnection } from './SourceConnection';
import { SourceError } from './SourceError';

const failuresToOpen = 5;
/** How long the circuit stays open, and how long a 429 without a time counts. */
const recoveryMs = 60_000;
const firstPauseMs = 300;
const maxPauseMs = 10_000;

/** Options of a client, with its defaults filled in. */
export type ClientOptions = Required<SourceClientOptions>;

/** See the top of the file. */
export class HttpSourceClient implements SourceClient {
  readonly #options: ClientOptions;
  readonly #connection: SourceConnection;
  readonly #places;
  readonly #circuit;
  readonly #rate: RequestRate;
  readonly #kept = new KeptAnswers();
  #circuitOpenedAt = 0;
  /** Milliseconds since 1970; until then the source wants to be left alone. */
  #quietUntil = 0;
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
    this.#rate = new RequestRate(options.requestsPerMinute);
    this.#circuit = circuitBreaker(
      // A source that asks to be left alone is not broken.
      handleWhen(
        error =>
          error instanceof AttemptFailure && error.passing && !error.throttled,
      ),
      {
        halfOpenAfter: recoveryMs,
        breaker: new ConsecutiveBreaker(failuresToOpen),
      },
    );
    this.#circuit.onBreak(() => {
      this.#circuitOpenedAt = Date.now();
    });
  }

  async request(request: SourceRequest): Promise<SourceResponse> {
    const { signal } = request;
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
    let backoff = new ExponentialBackoff({
      initialDelay: firstPauseMs,
      maxDelay: maxPauseMs,
    }).next();
    for (let attempt = 1; ; attempt += 1) {
      await this.#begin(request, prepared.url);
      const failure = await this.#circuit
        .execute(() => this.#attempt(request, prepared))
        .catch(error => this.#failureOf(error, prepared.url));
      if (!(failure instanceof AttemptFailure)) {
        return failure;
      }
      const { throttled, retryAfterMs } = failure;
      if (throttled) {
        this.#quietUntil = Math.max(
          this.#quietUntil,
          Date.now() + (retryAfterMs ?? 0),
        );
      }
      const again =
        attempt < attempts &&
        failure.passing &&
        (repeatable || failure.unheard || throttled) &&
        (retryAfterMs ?? 0) <= patienceMs &&
        this.#circuit.state !== CircuitState.Open;
      if (!again) {
        throw throttled
          ? new RetryLaterError(
              failure.error.message,
              new Date(Date.now() + (retryAfterMs || recoveryMs)),
            )
          : failure.error;
      }
      await pause(
        Math.max(backoff.duration, retryAfterMs ?? 0),
        request.signal,
      );
      backoff = backoff.next(undefined);
    }
  }

  #failureOf(error: unknown, url: URL): AttemptFailure {
    if (error instanceof AttemptFailure) {
      return error;
    }
    throw isBrokenCircuitError(error) ? this.#leftAlone(url) : error;
  }

  /** Waits until a request may be sent. */
  async #begin(request: SourceRequest, url: URL): Promise<void> {
    const { patienceMs } = this.#options;
    const { signal } = request;
    signal?.throwIfAborted();
    if (this.#closed) {
      throw new SourceError(
        `${this.#connection.describe(
          url,
        )} is not asked any more: the client is closed.`,
        { kind: 'connection' },
      );
    }
    const circuitUntil = this.#circuitOpenedAt + recoveryMs;
    if (
      this.#circuit.state === CircuitState.Open &&
      Date.now() < circuitUntil
    ) {
      throw this.#leftAlone(url);
    }
    const quietMs = this.#quietUntil - Date.now();
    if (quietMs > patienceMs) {
      throw new RetryLaterError(
        `${this.#connection.describe(url)} asked to be left alone for a while.`,
        new Date(this.#quietUntil),
      );
    }
    if (quietMs > 0) {
      await pause(quietMs, signal);
    }
    const start = this.#rate.take(performance.now(), patienceMs);
    if (!start.taken) {
      throw new RetryLaterError(
        `${this.#connection.describe(
          url,
        )} waits: its limit of requests a minute is used up.`,
        new Date(Date.now() + start.waitMs),
      );
    }
    try {
      if (start.waitMs > 0) {
        await pause(start.waitMs, signal);
      }
      await abortable(
        request.budget?.take(url.host) ?? Promise.resolve(),
        signal,
      );
    } catch (error) {
      start.release();
      throw error;
    }
  }

  #leftAlone(url: URL): RetryLaterError {
    return new RetryLaterError(
      `${this.#connection.describe(
        url,
      )} is left alone for a while: it failed ${failuresToOpen} times in a row.`,
      new Date(
        Math.max(this.#circuitOpenedAt, Date.now() - recoveryMs) + recoveryMs,
      ),
    );
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
    const key = this.#keyOf(prepared);
    const kept = key === undefined ? undefined : this.#kept.get(key);
    const answer = await this.#connection.exchange(prepared, {
      ...options,
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
    if (
      (status < 200 || status > 299) &&
      !this.#options.accept.includes(status)
    ) {
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
