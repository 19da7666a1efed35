import { InputError } from '@backstage/errors';
import { CollectorDocument } from '@team-readiness/backstage-plugin-readiness-common';
import { HttpConfig, HttpHost } from '../config';
import { isHost } from '../config/readHttpConfig';

type Request = CollectorDocument['spec']['request'];

/**
 * The host that a recipe asks.
 *
 * @throws InputError where the configuration does not list it
 */
export function findHost(request: Request, { hosts }: HttpConfig): HttpHost {
  if (request.host) {
    const { from } = request.host;
    const named = hosts.find(({ name }) => name === from);
    if (!named) {
      throw new InputError(
        `There is no host '${from}' in readiness.http.hosts`,
      );
    }
    return named;
  }
  const { origin } = new URL(request.url.split('{{')[0]);
  const listed = hosts.filter(({ base }) => new URL(base).origin === origin);
  if (listed.length === 0) {
    throw new InputError(
      `readiness.http.hosts does not list ${origin}, so that recipes may not ask it`,
    );
  }
  const whole = listed.find(({ base }) => base === origin);
  if (!whole) {
    throw new InputError(
      `readiness.http.hosts lists ${origin} with a path; a recipe names such a host by request.host`,
    );
  }
  return whole;
}

/**
 * The headers of a recipe, those with secrets apart.
 *
 * A secret goes to the hosts that its configuration lists, whatever a document says: who writes
 * documents cannot have it sent elsewhere.
 *
 * @throws InputError where a value is not configured, or not for this host
 */
export function readHeaders(
  request: Request,
  host: HttpHost,
  { values }: HttpConfig,
): { headers: Record<string, string>; secretHeaders: Record<string, string> } {
  const headers: Record<string, string> = {};
  const secretHeaders: Record<string, string> = {};
  for (const [name, header] of Object.entries(request.headers)) {
    if ('value' in header) {
      headers[name] = header.value;
      continue;
    }
    const key = `readiness.http.values.${header.from}`;
    const configured = values.get(header.from);
    if (!configured) {
      throw new InputError(
        `The header ${name} needs ${key}, which is not configured`,
      );
    }
    const { host: address, protocol } = new URL(host.base);
    if (!configured.hosts.some(text => isHost(host, text))) {
      throw new InputError(
        `The header ${name} needs ${key}, which may not be sent to ${address}: ${key}.hosts does not list it`,
      );
    }
    if (protocol === 'http:' && !host.allowPrivateAddresses) {
      throw new InputError(
        `The header ${name} would send a secret to ${address} unencrypted; use https, or allowPrivateAddresses for a host of your own network`,
      );
    }
    const { value } = configured;
    secretHeaders[name] =
      (header.prefix ?? '') +
      (header.base64 ? Buffer.from(value, 'utf8').toString('base64') : value);
  }
  return { headers, secretHeaders };
}
