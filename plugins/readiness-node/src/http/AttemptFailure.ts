import { SourceError, SourceErrorKind } from './SourceError';
import { ConnectError } from './createConnector';
import { BodyTooLargeError, UnknownEncodingError } from './readBody';

/** Statuses that may be gone the next time. */
const passingStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

/** One attempt of a request failed; what that means for the next one. */
export class AttemptFailure extends Error {
  /** Is nothing lost by trying again, even where a request must not reach the host twice? */
  readonly unheard: boolean;
  /** Milliseconds after which the host wants to be asked again. */
  readonly retryAfterMs: number | undefined;

  /** @param error - what the caller is told in the end */
  constructor(
    readonly error: SourceError,
    options: { unheard?: boolean; retryAfterMs?: number } = {},
  ) {
    super('An attempt failed');
    this.unheard = options.unheard ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** May it pass by itself? */
  get passing(): boolean {
    const { kind, status } = this.error;
    return (
      kind === 'connection' ||
      kind === 'timeout' ||
      (kind === 'status' && passingStatuses.has(status ?? 0)) ||
      this.retryAfterMs !== undefined
    );
  }

  /** Does the host ask to be left alone, rather than being broken? */
  get throttled(): boolean {
    return this.retryAfterMs !== undefined || this.error.status === 429;
  }
}

/**
 * Says in one sentence what went wrong with a request.
 *
 * @param what - the source, host and path: `Prometheus: prometheus:9090/api/v1/query`
 * @param error - anything that was thrown; nothing but its code is told
 */
export function explainFailure(what: string, error: unknown): AttemptFailure {
  const fail = (kind: SourceErrorKind, how: string, unheard = false) =>
    new AttemptFailure(new SourceError(`${what} ${how}`, { kind }), {
      unheard,
    });

  if (error instanceof AttemptFailure) {
    return error;
  }
  if (error instanceof SourceError) {
    return new AttemptFailure(error);
  }
  if (error instanceof ConnectError) {
    if (error.refusal) {
      return fail('refused', `may not be asked: it has ${error.refusal}.`);
    }
    const code = codeOf(error.reason);
    return code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT'
      ? fail('timeout', 'cannot be reached in time.', true)
      : fail('connection', `cannot be reached${inBrackets(code)}.`, true);
  }
  if (error instanceof BodyTooLargeError) {
    return fail('too-large', 'answered with more than is read.');
  }
  if (error instanceof UnknownEncodingError) {
    return fail(
      'not-json',
      'answered in a compression that was not asked for.',
    );
  }
  const code = codeOf(error);
  switch (code) {
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return fail('too-large', 'answered with more headers than are read.');
    case 'UND_ERR_INVALID_ARG':
      return fail('refused', 'cannot be asked: the request is malformed.');
    case 'Z_DATA_ERROR':
      return fail('not-json', 'answered with broken compression.');
    default:
      return code?.startsWith('ERR__ERROR_FORMAT')
        ? fail('not-json', 'answered with broken compression.')
        : fail('connection', `broke off half-way${inBrackets(code)}.`);
  }
}

/** The code of an error, where it looks like one: it names no secret. */
function codeOf(error: unknown): string | undefined {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code)
    ? code
    : undefined;
}

function inBrackets(code: string | undefined): string {
  return code ? ` (${code})` : '';
}
