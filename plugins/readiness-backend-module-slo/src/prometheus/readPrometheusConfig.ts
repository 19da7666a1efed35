import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  readSourceServer,
  SourceServer,
} from '@team-readiness/backstage-plugin-readiness-node';

/** A server that answers the query API of Prometheus, at `/api/v1` below its URL. @public */
export interface PrometheusServer extends SourceServer {
  /** By which documents refer to it as a data source. */
  name: string;
  /** Requests under way at once. */
  concurrency: number;
  /** Undefined: no limit. */
  requestsPerMinute: number | undefined;
}

const defaultTimeoutMs = 30_000;
const defaultConcurrency = 2;
const maxServers = 50;

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

/**
 * Reads `readiness.prometheus`.
 *
 * @param config - the root config
 * @returns none where none is configured
 * @throws InputError naming the key of what cannot be used
 * @public
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
    return {
      name,
      ...readSourceServer(server, {
        key,
        timeoutMs: defaultTimeoutMs,
        maxTimeoutMs: 300_000,
      }),
      concurrency:
        readCount(server, 'concurrency', key, 32) ?? defaultConcurrency,
      requestsPerMinute: readCount(server, 'requestsPerMinute', key, 10_000),
    };
  });
}
