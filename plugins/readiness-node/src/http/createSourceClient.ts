import { ClientOptions, HttpSourceClient } from './HttpSourceClient';
import { SourceClient, SourceClientOptions } from './SourceClient';

const defaults: Omit<
  ClientOptions,
  'name' | 'hosts' | 'allowPrivateAddresses'
> = {
  secretHeaders: {},
  timeoutMs: 30_000,
  maxBytes: 10 * 1024 * 1024,
  attempts: 3,
  concurrency: 4,
  requestsPerMinute: Infinity,
  patienceMs: 10_000,
  accept: [],
  conditional: true,
};

/**
 * Makes a client for a source.
 *
 * Proxies of the environment (`HTTP_PROXY` and the like) are not used: connections go to the
 * source itself, since the address that is asked could not be looked at otherwise. Certificates of
 * one's own authority come by `NODE_EXTRA_CA_CERTS`.
 *
 * @param options - which hosts, with which secrets and limits
 * @throws InputError for a host that is none, or a secret that no header can hold
 *
 * @public
 */
export function createSourceClient(options: SourceClientOptions): SourceClient {
  return new HttpSourceClient({
    name: options.name,
    hosts: options.hosts,
    allowPrivateAddresses: options.allowPrivateAddresses,
    secretHeaders: options.secretHeaders ?? defaults.secretHeaders,
    timeoutMs: options.timeoutMs ?? defaults.timeoutMs,
    maxBytes: options.maxBytes ?? defaults.maxBytes,
    attempts: options.attempts ?? defaults.attempts,
    concurrency: options.concurrency ?? defaults.concurrency,
    requestsPerMinute: options.requestsPerMinute ?? defaults.requestsPerMinute,
    patienceMs: options.patienceMs ?? defaults.patienceMs,
    accept: options.accept ?? defaults.accept,
    conditional: options.conditional ?? defaults.conditional,
  });
}
