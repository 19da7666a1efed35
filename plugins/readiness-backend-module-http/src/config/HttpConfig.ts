/**
 * A host that recipes may ask.
 *
 * @public
 */
export interface HttpHost {
  /** By which recipes name it, if it has a name. */
  readonly name?: string;
  /** `https://host:port/path`, without a `/` at its end. */
  readonly base: string;
  /** May it have a private or loopback address? */
  readonly allowPrivateAddresses: boolean;
  /** Milliseconds that one request may take. Default: 30,000. */
  readonly timeoutMs?: number;
}

/**
 * A secret that headers of recipes may name.
 *
 * @public
 */
export interface HttpValue {
  readonly value: string;
  /** The hosts to which it may be sent: names, or hosts with their port as in a URL. */
  readonly hosts: readonly string[];
}

/**
 * What recipes may ask, and with which secrets: `readiness.http`.
 *
 * @public
 */
export interface HttpConfig {
  readonly hosts: readonly HttpHost[];
  readonly values: ReadonlyMap<string, HttpValue>;
}
