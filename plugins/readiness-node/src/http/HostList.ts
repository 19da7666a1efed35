import { InputError } from '@backstage/errors';

const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Hosts that may be asked, compared as URLs write them: lower case, addresses in their one form. */
export class HostList {
  readonly #hosts = new Set<string>();

  /**
   * @param hosts - e.g. `api.github.com`, `prometheus:9090`, `[fd00::1]:9090`; one without a port
   *   stands for the default port of http and https
   * @throws InputError for what is no host
   */
  constructor(hosts: readonly string[]) {
    for (const host of hosts) {
      this.#hosts.add(readHost(host));
    }
  }

  /** May this URL be asked? Looks at host and port only. */
  has(url: URL): boolean {
    const port = url.port || defaultPorts[url.protocol];
    return (
      this.#hosts.has(`${url.hostname}:${port}`) ||
      (url.port === '' && this.#hosts.has(url.hostname))
    );
  }

  /** Is this name or address one of the hosts, whatever the port? */
  names(hostname: string): boolean {
    return [...this.#hosts].some(
      host => host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') === hostname,
    );
  }
}

function readHost(host: string): string {
  const refuse = () =>
    new InputError(
      'A host of a source is a name or an address with an optional port, such as api.example.com or prometheus:9090: no scheme, path, user or wildcard.',
    );
  if (host === '' || /[/\\@*?#\s]/.test(host)) {
    throw refuse();
  }
  let url: URL;
  try {
    url = new URL(`http://${host}`);
  } catch {
    throw refuse();
  }
  if (/:\d+$/.test(host)) {
    // `new URL` drops the default port of http, which is meant here.
    return `${url.hostname}:${url.port || '80'}`;
  }
  return url.hostname;
}
