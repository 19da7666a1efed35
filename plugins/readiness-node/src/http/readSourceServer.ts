import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * What the configuration says of a server that a collector asks.
 *
 * @public
 */
export interface SourceServer {
  /** Without a slash at its end. */
  url: string;
  /** Host and port as in the URL. */
  host: string;
  /** Sent with every request; they hold secrets. */
  headers: Record<string, string>;
  allowPrivateAddresses: boolean;
  /** Of one request, in milliseconds. */
  timeoutMs: number;
}

/**
 * Reads `url`, `headers`, `allowPrivateAddresses` (default: true) and `timeout` of a server.
 *
 * @param config - of the server
 * @param options.key - its place, for messages, e.g. `readiness.prometheus[0]`
 * @param options.timeoutMs - what is taken without `timeout`
 * @param options.maxTimeoutMs - the longest that is allowed; the shortest is a second
 * @throws InputError naming the key of what cannot be used
 *
 * @public
 */
export function readSourceServer(
  config: Config,
  options: { key: string; timeoutMs: number; maxTimeoutMs: number },
): SourceServer {
  const { key } = options;
  const url = readUrl(config, key);
  return {
    url: url.href.replace(/\/+$/, ''),
    host: url.host,
    headers: readHeaders(config, key),
    allowPrivateAddresses:
      config.getOptionalBoolean('allowPrivateAddresses') ?? true,
    timeoutMs: readTimeout(config, options),
  };
}

function readUrl(config: Config, key: string): URL {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new InputError(`${key}.url must be an http(s) address`);
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key}.url must not hold a password; use ${key}.headers`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(`${key}.url must have neither a query nor a fragment`);
  }
  return url;
}

function readHeaders(config: Config, key: string): Record<string, string> {
  const headers = config.getOptionalConfig('headers');
  const entries = (headers?.keys() ?? []).map((name): [string, string] => {
    if (!headerName.test(name)) {
      throw new InputError(`${key}.headers has a name that no header can have`);
    }
    const value = headers?.getString(name) ?? '';
    if (/[\r\n\0]/.test(value)) {
      throw new InputError(`${key}.headers.${name} must be one line`);
    }
    return [name, value];
  });
  return Object.fromEntries(entries);
}

function readTimeout(
  config: Config,
  options: { key: string; timeoutMs: number; maxTimeoutMs: number },
): number {
  const { key, maxTimeoutMs } = options;
  if (!config.has('timeout')) {
    return options.timeoutMs;
  }
  let timeoutMs: number;
  try {
    timeoutMs = durationToMilliseconds(
      readDurationFromConfig(config, { key: 'timeout' }),
    );
  } catch (error) {
    throw new InputError(`Invalid ${key}.timeout`, error);
  }
  if (!(timeoutMs >= 1_000 && timeoutMs <= maxTimeoutMs)) {
    throw new InputError(
      `${key}.timeout must be from 1 second to ${
        maxTimeoutMs / 60_000
      } minutes`,
    );
  }
  return timeoutMs;
}
