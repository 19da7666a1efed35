import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** A server that answers the query API of Prometheus. */
export interface PrometheusServer {
  /** By which documents refer to it as a data source. */
  name: string;
  /** Without a slash at its end; the API is at `/api/v1` below it. */
  url: string;
  /** Host and port as in the URL. */
  host: string;
  /** Sent with every request; they hold secrets. */
  headers: Record<string, string>;
  allowPrivateAddresses: boolean;
  /** Of one request, in milliseconds. */
  timeoutMs: number;
  /** Requests under way at once. */
  concurrency: number;
  /** Undefined: no limit. */
  requestsPerMinute: number | undefined;
}

const defaultTimeoutMs = 30_000;
const defaultConcurrency = 2;
const maxServers = 50;
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

function readUrl(config: Config, key: string): URL {
  const text = config.getString('url');
  if (!URL.canParse(text)) {
    throw new InputError(`${key}.url must be an http(s) address`);
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
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

function readCount(
  config: Config,
  name: string,
  key: string,
  max: number,
): number | undefined {
  const count = config.getOptionalNumber(name);
  if (
    count !== undefined &&
    !(Number.isInteger(count) && count >= 1 && count <= max)
  ) {
    throw new InputError(
      `${key}.${name} must be a whole number from 1 to ${max}`,
    );
  }
  return count;
}

function readTimeout(config: Config, key: string): number {
  if (!config.has('timeout')) {
    return defaultTimeoutMs;
  }
  let timeoutMs: number;
  try {
    timeoutMs = durationToMilliseconds(
      readDurationFromConfig(config, { key: 'timeout' }),
    );
  } catch (error) {
    throw new InputError(`Invalid ${key}.timeout`, error);
  }
  if (!(timeoutMs >= 1_000 && timeoutMs <= 300_000)) {
    throw new InputError(`${key}.timeout must be from 1 second to 5 minutes`);
  }
  return timeoutMs;
}

/**
 * Reads `readiness.prometheus`.
 *
 * @param config - the root config
 * @returns none where none is configured
 * @throws InputError naming the key of what cannot be used
 */
export function readPrometheusConfig(
  config: RootConfigService,
): PrometheusServer[] {
  const list = config.getOptionalConfigArray('readiness.prometheus') ?? [];
  if (list.length > maxServers) {
    throw new InputError(
      `readiness.prometheus must have at most ${maxServers} entries`,
    );
  }
  const names = new Set<string>();
  return list.map((server, index) => {
    const key = `readiness.prometheus[${index}]`;
    const name = server.getOptionalString('name') ?? 'default';
    if (names.has(name)) {
      throw new InputError(
        `${key}.name is that of another entry; each needs one of its own`,
      );
    }
    names.add(name);
    const url = readUrl(server, key);
    return {
      name,
      url: url.href.replace(/\/+$/, ''),
      host: url.host,
      headers: readHeaders(server, key),
      allowPrivateAddresses:
        server.getOptionalBoolean('allowPrivateAddresses') ?? true,
      timeoutMs: readTimeout(server, key),
      concurrency:
        readCount(server, 'concurrency', key, 32) ?? defaultConcurrency,
      requestsPerMinute: readCount(server, 'requestsPerMinute', key, 10_000),
    };
  });
}
