import { Environment } from '@marcbachmann/cel-js';

/** Longer ones are no addresses in a manifest. */
const maxUrlLength = 10_000;

/** RFC 3986, absolute or an absolute path, as `url.ParseRequestURI` of Go takes it. */
const urlPattern =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#\s]*))?)?([^?#\s]*)(?:\?([^\s]*))?$/;
const hostPattern = /^(?:[^@]*@)?(\[[0-9A-Fa-f:.%]+\]|[^:[\]@]*)(?::(\d*))?$/;
const badEscape = /%(?![0-9A-Fa-f]{2})/;

/** The parts of an address as they are written. */
class KubernetesUrl {
  private constructor(
    readonly scheme: string,
    readonly hostname: string,
    readonly port: string,
    readonly path: string,
    readonly query: string,
  ) {}

  /** @returns null for what is neither an absolute address nor an absolute path */
  static parse(text: string): KubernetesUrl | null {
    const match = text.length > maxUrlLength ? null : urlPattern.exec(text);
    if (!match) {
      return null;
    }
    const [, scheme = '', authority, path, query = ''] = match;
    const hasPath = path.startsWith('/');
    if (
      (!scheme && !hasPath) ||
      (authority !== undefined && path !== '' && !hasPath) ||
      badEscape.test(path)
    ) {
      return null;
    }
    const host = hostPattern.exec(authority ?? '');
    return host
      ? new KubernetesUrl(
          scheme.toLowerCase(),
          host[1],
          host[2] ?? '',
          // `mailto:a` has no path to Go.
          hasPath ? path : '',
          query,
        )
      : null;
  }

  get host(): string {
    return this.port === '' ? this.hostname : `${this.hostname}:${this.port}`;
  }

  get bareHostname(): string {
    return this.hostname.replace(/^\[|\]$/g, '');
  }

  get values(): Map<string, string[]> {
    const values = new Map<string, string[]>();
    for (const [name, value] of new URLSearchParams(this.query)) {
      values.set(name, [...(values.get(name) ?? []), value]);
    }
    return values;
  }
}

function parse(text: string): KubernetesUrl {
  const url = KubernetesUrl.parse(text);
  if (!url) {
    throw new Error('url(): the text is not an absolute address');
  }
  return url;
}

/**
 * The functions on addresses: `url`, `isURL`, `getScheme`, `getHost`,
 * `getHostname`, `getPort`, `getEscapedPath` and `getQuery`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library
 */
export function registerUrlFunctions(environment: Environment): void {
  environment.registerType('URL', { ctor: KubernetesUrl, fields: {} });
  const register = (
    signature: string,
    handler: (...values: never[]) => unknown,
  ) => environment.registerFunction(signature, handler, { async: false });
  register('url(string): URL', parse);
  register(
    'isURL(string): bool',
    (text: string) => KubernetesUrl.parse(text) !== null,
  );
  register('URL.getScheme(): string', (url: KubernetesUrl) => url.scheme);
  register('URL.getHost(): string', (url: KubernetesUrl) => url.host);
  register(
    'URL.getHostname(): string',
    (url: KubernetesUrl) => url.bareHostname,
  );
  register('URL.getPort(): string', (url: KubernetesUrl) => url.port);
  register('URL.getEscapedPath(): string', (url: KubernetesUrl) => url.path);
  register(
    'URL.getQuery(): map<string, list<string>>',
    (url: KubernetesUrl) => url.values,
  );
}
