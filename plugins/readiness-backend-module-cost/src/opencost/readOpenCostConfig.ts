import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  CollectorSchedule,
  readCollectorSchedule,
} from '@team-readiness/backstage-plugin-readiness-node';

/** A server that answers the allocation API. */
export interface OpenCostServer {
  /** What it is called in messages. */
  name: string;
  /** Of the allocation API itself, e.g. `https://opencost.example.com/allocation/compute`. */
  url: string;
  /** Host and port as in the URL. */
  host: string;
  /** ISO 4217: the currency in which it reports; its answers do not say. */
  currency: string;
  /** Sent with every request; they hold secrets. */
  headers: Record<string, string>;
  allowPrivateAddresses: boolean;
  /** Of one request, in milliseconds. */
  timeoutMs: number;
}

/** The configuration of the collector `opencost`. */
export interface OpenCostConfig {
  /** At least one. */
  readonly servers: readonly OpenCostServer[];
  /** Length of the window in days, up to yesterday. */
  readonly days: number;
  readonly schedule: CollectorSchedule;
}

const key = 'readiness.cost.opencost';
/** Where the allocation API is, below the address of the server. */
const paths = {
  opencost: '/allocation/compute',
  kubecost: '/model/allocation',
} as const;
const defaultDays = 14;
const maxDays = 30;
const maxServers = 50;
const defaultTimeoutMs = 120_000;

/**
 * Reads `readiness.cost.opencost` and `readiness.collectors.opencost`.
 *
 * @returns undefined where no server is configured: then nothing is allocated
 * @throws InputError that names the key
 */
export function readOpenCostConfig(
  config: RootConfigService,
): OpenCostConfig | undefined {
  const list = config.getOptionalConfigArray(`${key}.servers`) ?? [];
  if (list.length === 0) {
    return undefined;
  }
  if (list.length > maxServers) {
    throw new InputError(
      `${key}.servers must have at most ${maxServers} entries`,
    );
  }
  const servers = list.map((server, index) =>
    readServer(server, `${key}.servers[${index}]`),
  );
  if (new Set(servers.map(({ name }) => name)).size < servers.length) {
    throw new InputError(`${key}.servers must have a name of its own each`);
  }
  const days = config.getOptionalNumber(`${key}.days`) ?? defaultDays;
  if (!(Number.isInteger(days) && days >= 1 && days <= maxDays)) {
    throw new InputError(
      `${key}.days must be a whole number from 1 to ${maxDays}`,
    );
  }
  return Object.freeze({
    servers,
    days,
    schedule: readCollectorSchedule(config, 'opencost', {
      frequency: { hours: 12 },
      timeToLive: { days: 2 },
    }),
  });
}

function readServer(config: Config, place: string): OpenCostServer {
  const api = config.getOptionalString('api') ?? 'opencost';
  if (api !== 'opencost' && api !== 'kubecost') {
    throw new InputError(`${place}.api must be opencost or kubecost`);
  }
  const url = readUrl(config, place);
  const currency = config.getString('currency');
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new InputError(
      `${place}.currency must be three capital letters, e.g. EUR`,
    );
  }
  return {
    name: config.getOptionalString('name') ?? 'default',
    url: `${url.href.replace(/\/+$/, '')}${paths[api]}`,
    host: url.host,
    currency,
    headers: readHeaders(config, place),
    allowPrivateAddresses:
      config.getOptionalBoolean('allowPrivateAddresses') ?? true,
    timeoutMs: readTimeout(config, place),
  };
}

function readUrl(config: Config, place: string): URL {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InputError(`${place}.url must be an http(s) address`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${place}.url must have no password, query or fragment; secrets go into ${place}.headers`,
    );
  }
  return url;
}

function readHeaders(config: Config, place: string): Record<string, string> {
  const headers = config.getOptionalConfig('headers');
  return Object.fromEntries(
    (headers?.keys() ?? []).map((name): [string, string] => {
      const value = headers?.getString(name) ?? '';
      if (/[\r\n\0]/.test(value)) {
        throw new InputError(`${place}.headers.${name} must be one line`);
      }
      return [name, value];
    }),
  );
}

function readTimeout(config: Config, place: string): number {
  if (!config.has('timeout')) {
    return defaultTimeoutMs;
  }
  const timeoutMs = durationToMilliseconds(
    readDurationFromConfig(config, { key: 'timeout' }),
  );
  if (!(timeoutMs >= 1_000 && timeoutMs <= 600_000)) {
    throw new InputError(
      `${place}.timeout must be from 1 second to 10 minutes`,
    );
  }
  return timeoutMs;
}
