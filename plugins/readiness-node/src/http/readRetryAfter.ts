const maxWaitMs = 24 * 60 * 60 * 1_000;
/** Larger values of a reset header are moments, smaller ones are seconds from now. */
const firstEpochSecond = 1_000_000_000;

/**
 * How long a host wants to be left alone.
 *
 * Reads `Retry-After` (RFC 9110, section 10.2.3: seconds or a date), and, where nothing remains of
 * a limit, `x-ratelimit-reset` (GitHub: seconds since 1970) or `ratelimit-reset` (seconds).
 *
 * @param status - only 403, 429 and 503 are looked at; a 403 without such a header is no wait
 * @param headers - by lower-case name
 * @param now - milliseconds since 1970
 * @returns milliseconds, at most a day; undefined where nothing is said that can be read
 */
export function readRetryAfter(
  status: number,
  headers: Record<string, string>,
  now: number,
): number | undefined {
  if (![403, 429, 503].includes(status)) {
    return undefined;
  }
  const wait =
    readDelay(headers['retry-after'], now) ??
    (headers['x-ratelimit-remaining'] === '0' ||
    headers['ratelimit-remaining'] === '0'
      ? readReset(
          headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'],
          now,
        )
      : undefined);
  return wait === undefined
    ? undefined
    : Math.min(Math.max(wait, 0), maxWaitMs);
}

function readDelay(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Number(text) * 1_000;
  }
  // A date of HTTP names its day; what else `Date.parse` takes is no date of HTTP.
  const at = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : at - now;
}

function readReset(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text || !/^\d+$/.test(text)) {
    return undefined;
  }
  const seconds = Number(text);
  return seconds >= firstEpochSecond ? seconds * 1_000 - now : seconds * 1_000;
}
