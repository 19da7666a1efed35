import { JsonValue } from '@backstage/types';
import { RequestBudget } from '../requests';

/**
 * One request of a source.
 *
 * @public
 */
export interface SourceRequest {
  /** Absolute http(s) URL; its host has to be one of the client's. */
  url: string;
  /** Default: `GET`. */
  method?: 'GET' | 'POST';
  /** Headers that are no secrets; those of the client count before them. */
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: JsonValue;
  /** Sent as `application/x-www-form-urlencoded`, as the API of Prometheus takes long queries. */
  form?: Record<string, string>;
  /**
   * Does asking twice do no harm, as with a query of Prometheus sent by POST? Then it is tried again
   * like a GET; a POST that is not is tried again only where it cannot have been heard (no connection
   * came about) or was turned away (429, `Retry-After`). Default: true for GET, false for POST.
   */
  idempotent?: boolean;
  signal?: AbortSignal;
  /** Who counts the request. Default: nobody. */
  budget?: RequestBudget;
}

/**
 * An answer with a status of 200 to 299, or one of `SourceClientOptions.accept`.
 *
 * @public
 */
export interface SourceResponse {
  status: number;
  /** By lower-case name; several values of a name are joined by a comma. */
  headers: Record<string, string>;
  /** The body as JSON. */
  body: JsonValue;
  /** Did the host say that nothing changed, so that the body is that of last time? */
  notModified: boolean;
}

/**
 * How a client behaves. Times are in milliseconds.
 *
 * @public
 */
export interface SourceClientOptions {
  /** What the source is called in messages, e.g. `Prometheus`. */
  name: string;
  /** Hosts that may be asked, as in a URL, with their port if they have one. No wildcards. */
  hosts: readonly string[];
  /**
   * May hosts have private, loopback, unique local or shared (carrier-grade NAT) addresses?
   * Link-local and other addresses where clouds keep their credentials are refused even then, unless
   * such an address itself is listed in `hosts`. Multicast and unspecified addresses are refused always.
   */
  allowPrivateAddresses: boolean;
  /** Headers of each request that hold secrets. They appear in no error and no log. */
  secretHeaders?: Record<string, string>;
  /** Of one attempt, from connecting to the last byte. Default: 30,000. */
  timeoutMs?: number;
  /** The largest body, after decompression. Default: 10 MiB. */
  maxBytes?: number;
  /** How often a request is tried that failed in a way that may pass. Default: 3. */
  attempts?: number;
  /** The most requests under way at once. Default: 4. */
  concurrency?: number;
  /** The most requests begun within a minute. Default: no limit. */
  requestsPerMinute?: number;
  /**
   * The longest wait for `Retry-After`, or for the limit of requests a minute, within a request; a
   * longer one throws a RetryLaterError. Default: 10,000.
   */
  patienceMs?: number;
  /** Further statuses that are answers and no errors, e.g. 404. Default: none. */
  accept?: readonly number[];
  /** Are answers with an ETag or Last-Modified kept and asked for conditionally? Default: true. */
  conditional?: boolean;
}

/**
 * Asks one source over HTTP, and nobody else.
 *
 * - Only the configured hosts are asked. Redirects are followed at most three times, only to
 *   configured hosts, and with secrets only to the same origin.
 * - The address is checked when the connection is made, so that a name that resolves anew gains
 *   nothing.
 * - A failure that may pass (connection, timeout, 408, 425, 429, 500, 502, 503, 504) is tried
 *   again with growing, jittered pauses, or after `Retry-After`.
 * - After five failures in a row the circuit is open for a while: requests throw a RetryLaterError
 *   at once.
 * - Bodies are bounded while they are read; what is no JSON (an HTML page of a proxy, half an
 *   answer) is an error.
 * - Errors tell name, host, path and status; never a secret, a query or a body.
 *
 * @public
 */
export interface SourceClient {
  /**
   * @throws RetryLaterError where the source has to be left alone; SourceError otherwise
   */
  request(request: SourceRequest): Promise<SourceResponse>;
  /** Closes connections. */
  close(): Promise<void>;
}
