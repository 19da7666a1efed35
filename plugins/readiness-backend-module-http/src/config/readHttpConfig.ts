import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { HttpConfig, HttpHost, HttpValue } from './HttpConfig';

const key = 'readiness.http';
const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const maxNameLength = 63;
/** What a header can carry, without line breaks and other control characters. */
const valuePattern = /^[\x20-\x7e]{1,8000}$/;

/**
 * Reads what recipes may ask.
 *
 * @returns no hosts where nothing is configured
 * @throws InputError naming the key that cannot be read; never with a secret in it
 *
 * @public
 */
export function readHttpConfig(config: RootConfigService): HttpConfig {
  const own = config.getOptionalConfig(key);
  const hosts = (own?.getOptionalConfigArray('hosts') ?? []).map(
    (host, index) =>
      readHttpHost(
        {
          url: host.getString('url'),
          name: host.getOptionalString('name'),
          allowPrivateAddresses: host.getOptionalBoolean(
            'allowPrivateAddresses',
          ),
          timeoutMs: readTimeout(host, `${key}.hosts[${index}].timeout`),
        },
        `${key}.hosts[${index}]`,
      ),
  );
  for (const [index, { name }] of hosts.entries()) {
    if (
      name !== undefined &&
      hosts.findIndex(other => other.name === name) < index
    ) {
      throw new InputError(`${key}.hosts has two hosts named '${name}'`);
    }
  }
  const values = new Map<string, HttpValue>();
  const ownValues = own?.getOptionalConfig('values');
  for (const name of ownValues?.keys() ?? []) {
    const at = `${key}.values.${name}`;
    requireName(name, at);
    const value = ownValues?.getOptionalString([name, 'value'].join('.')) ?? '';
    const allowed =
      ownValues?.getOptionalStringArray([name, 'hosts'].join('.')) ?? [];
    values.set(name, readHttpValue({ value, hosts: allowed }, { hosts }, at));
  }
  return Object.freeze({ hosts: Object.freeze(hosts), values });
}

/**
 * Reads a host.
 *
 * @param at - the key that is named where it is none
 * @throws InputError naming the key
 *
 * @public
 */
export function readHttpHost(
  given: {
    url: string;
    name?: string;
    allowPrivateAddresses?: boolean;
    timeoutMs?: number;
  },
  at: string,
): HttpHost {
  const { url: text, name, allowPrivateAddresses = false, timeoutMs } = given;
  if (name !== undefined) {
    requireName(name, `${at}.name`);
  }
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // Told below, with the others.
  }
  const isGood =
    url &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    !/[?#\\\s]/.test(text);
  if (!url || !isGood) {
    throw new InputError(
      `${at}.url must be an http or https URL of a host, with a path at most`,
    );
  }
  return Object.freeze({
    ...(name === undefined ? {} : { name }),
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    allowPrivateAddresses,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

function readTimeout(host: Config, at: string): number | undefined {
  if (!host.has('timeout')) {
    return undefined;
  }
  let timeoutMs = 0;
  try {
    timeoutMs = durationToMilliseconds(
      readDurationFromConfig(host, { key: 'timeout' }),
    );
  } catch {
    // Told below.
  }
  if (!(timeoutMs >= 1_000 && timeoutMs <= 300_000)) {
    throw new InputError(
      `${at} must be a duration between 1 second and 5 minutes`,
    );
  }
  return timeoutMs;
}

/**
 * Reads a secret.
 *
 * @param at - the key that is named where it is none
 * @throws InputError naming the key, never with the secret in it
 *
 * @public
 */
export function readHttpValue(
  { value, hosts }: HttpValue,
  config: Pick<HttpConfig, 'hosts'>,
  at: string,
): HttpValue {
  if (!valuePattern.test(value)) {
    throw new InputError(
      `${at}.value is missing, or holds characters that no header can have; does it end in a line break?`,
    );
  }
  if (hosts.length === 0) {
    throw new InputError(
      `${at}.hosts must name the hosts to which the value may be sent`,
    );
  }
  for (const [index, host] of hosts.entries()) {
    if (!config.hosts.some(each => isHost(each, host))) {
      throw new InputError(
        `${at}.hosts[${index}]: there is no '${host}' in ${key}.hosts`,
      );
    }
  }
  return Object.freeze({ value, hosts: Object.freeze([...hosts]) });
}

/** Is a host meant by a name, or by its host and port? */
export function isHost({ name, base }: HttpHost, text: string): boolean {
  return text === name || text.toLowerCase() === new URL(base).host;
}

function requireName(name: string, at: string): void {
  if (!namePattern.test(name) || name.length > maxNameLength) {
    throw new InputError(`${at} must be lower-case words joined by dashes`);
  }
}
