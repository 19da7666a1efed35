import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { wholeNumber } from './configValues';

const key = 'readiness.requests';
/** What common hosts of repositories allow a caller. */
const defaultPerHour = 5_000;
const mostPerHour = 10_000_000;
const hostPattern = /^[a-z0-9.-]{1,240}(?::\d{1,5})?$/;

/** How many requests collectors may make. */
export interface RequestsConfig {
  /** @param host - in lower case, with its port if it has one */
  readonly perHour: (host: string) => number;
}

/**
 * Reads how many requests may be made of a host within an hour, by all replicas together.
 *
 * @param config - of the whole backend
 * @throws InputError with the path of the first key that cannot be read
 */
export function readRequestsConfig(config: Config): RequestsConfig {
  const most =
    wholeNumber(config, `${key}.perHour`, 1, mostPerHour) ?? defaultPerHour;
  const hosts = new Map<string, number>();
  const list = config.getOptionalConfigArray(`${key}.hosts`) ?? [];
  for (const [index, own] of list.entries()) {
    const path = `${key}.hosts[${index}]`;
    const host = own.getString('host').toLowerCase();
    if (!hostPattern.test(host)) {
      throw new InputError(
        `${path}.host must be the name of a host, with its port if it has one`,
      );
    }
    if (hosts.has(host)) {
      throw new InputError(`${path}.host stands there twice`);
    }
    const perHour = wholeNumber(own, 'perHour', 1, mostPerHour);
    if (perHour === undefined) {
      throw new InputError(`${path}.perHour is missing`);
    }
    hosts.set(host, perHour);
  }
  return Object.freeze({ perHour: (host: string) => hosts.get(host) ?? most });
}
