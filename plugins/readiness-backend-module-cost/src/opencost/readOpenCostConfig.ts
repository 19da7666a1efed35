import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CollectorSchedule,
  readCollectorSchedule,
  readSourceServer,
  SourceServer,
} from '@team-readiness/backstage-plugin-readiness-node';

/** A server that answers the allocation API, which is at its URL itself. */
export interface OpenCostServer extends SourceServer {
  /** What it is called in messages. */
  name: string;
  /** ISO 4217: the currency in which it reports; its answers do not say. */
  currency: string;
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
  const server = readSourceServer(config, {
    key: place,
    timeoutMs: defaultTimeoutMs,
    maxTimeoutMs: 600_000,
  });
  const currency = config.getString('currency');
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new InputError(
      `${place}.currency must be three capital letters, e.g. EUR`,
    );
  }
  return {
    ...server,
    name: config.getOptionalString('name') ?? 'default',
    url: `${server.url}${paths[api]}`,
    currency,
  };
}
