import { Environment } from '@marcbachmann/cel-js';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Longer texts are no addresses; IPv6 with a prefix has 43 characters. */
const maxLength = 50;

/** As Go's `netip.ParseAddr`, without zones and IPv4 within IPv6, which Kubernetes refuses. */
function readAddress(text: string): Address | null {
  if (text.length > maxLength || text.includes('%')) {
    return null;
  }
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return /(^|\.)0\d/.test(text) ? null : ipaddr.IPv4.parse(text);
  }
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) {
    return null;
  }
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? null : address;
}

/** An IP address. */
class IpAddress {
  constructor(readonly address: Address) {}

  static parse(text: string): IpAddress | null {
    const address = readAddress(text);
    return address && new IpAddress(address);
  }

  /** RFC 5952 for IPv6. */
  toString(): string {
    return this.address instanceof ipaddr.IPv6
      ? this.address.toRFC5952String()
      : this.address.toString();
  }

  range(): string {
    return this.address.range();
  }

  get bytes(): number[] {
    return this.address.toByteArray();
  }
}

/** A network. */
class Network {
  constructor(readonly ip: IpAddress, readonly bits: number) {}

  static parse(text: string): Network | null {
    const [, address, prefix] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
    const ip = address ? IpAddress.parse(address) : null;
    return ip && Number(prefix) <= ip.bytes.length * 8
      ? new Network(ip, Number(prefix))
      : null;
  }

  masked(): Network {
    const bytes = this.ip.bytes.map((byte, index) => {
      const kept = Math.max(0, Math.min(8, this.bits - index * 8));
      return byte - (byte % 2 ** (8 - kept));
    });
    return new Network(new IpAddress(ipaddr.fromByteArray(bytes)), this.bits);
  }

  holds(ip: IpAddress): boolean {
    return (
      ip.bytes.length === this.ip.bytes.length &&
      new Network(ip, this.bits).masked().ip.toString() ===
        this.masked().ip.toString()
    );
  }

  holdsNetwork(other: Network): boolean {
    return other.bits >= this.bits && this.holds(other.ip);
  }

  toString(): string {
    return `${this.ip}/${this.bits}`;
  }
}

/** The receiver of `ip.isCanonical(…)`. */
class IpNamespace {}

function parseIp(text: string): IpAddress {
  const ip = IpAddress.parse(text);
  if (!ip) {
    throw new Error('ip(): the text is not an IP address');
  }
  return ip;
}

function parseNetwork(text: string): Network {
  const network = Network.parse(text);
  if (!network) {
    throw new Error('cidr(): the text is not a network');
  }
  return network;
}

/** Go's `IsGlobalUnicast`: private addresses are, too. */
function isGlobalUnicast(ip: IpAddress): boolean {
  return ![
    'unspecified',
    'loopback',
    'multicast',
    'linkLocal',
    'broadcast',
  ].includes(ip.range());
}

function isLinkLocalMulticast({ bytes }: IpAddress): boolean {
  return bytes.length === 4
    ? bytes[0] === 224 && bytes[1] === 0 && bytes[2] === 0
    : bytes[0] === 0xff && bytes[1] % 16 === 2;
}

/**
 * The functions on IP addresses and networks: `ip`, `isIP`, `ip.isCanonical`,
 * `family`, `isUnspecified`, `isLoopback`, `isLinkLocalUnicast`,
 * `isLinkLocalMulticast`, `isGlobalUnicast`, `cidr`, `isCIDR`, `containsIP`,
 * `containsCIDR`, `masked`, `prefixLength`, `string` and `==`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library
 */
export function registerAddressFunctions(environment: Environment): void {
  environment.registerType('IP', { ctor: IpAddress, fields: {} });
  environment.registerType('CIDR', { ctor: Network, fields: {} });
  environment.registerType('IpNamespace', { ctor: IpNamespace, fields: {} });
  environment.registerConstant('ip', 'IpNamespace', new IpNamespace());
  environment.registerOperator(
    'IP == IP',
    (a: IpAddress, b: IpAddress) => a.toString() === b.toString(),
  );
  environment.registerOperator(
    'CIDR == CIDR',
    (a: Network, b: Network) => a.toString() === b.toString(),
  );
  const register = (
    signature: string,
    handler: (...values: never[]) => unknown,
  ) => environment.registerFunction(signature, handler, { async: false });
  register('ip(string): IP', parseIp);
  register(
    'isIP(string): bool',
    (text: string) => IpAddress.parse(text) !== null,
  );
  register(
    'IpNamespace.isCanonical(string): bool',
    (_: IpNamespace, text: string) => parseIp(text).toString() === text,
  );
  register('string(IP): string', String);
  register('IP.family(): int', (ip: IpAddress) =>
    ip.bytes.length === 4 ? 4n : 6n,
  );
  register(
    'IP.isUnspecified(): bool',
    (ip: IpAddress) =>
      ip.range() === 'unspecified' && ip.bytes.every(byte => byte === 0),
  );
  register(
    'IP.isLoopback(): bool',
    (ip: IpAddress) => ip.range() === 'loopback',
  );
  register(
    'IP.isLinkLocalUnicast(): bool',
    (ip: IpAddress) => ip.range() === 'linkLocal',
  );
  register('IP.isLinkLocalMulticast(): bool', isLinkLocalMulticast);
  register('IP.isGlobalUnicast(): bool', isGlobalUnicast);
  register('cidr(string): CIDR', parseNetwork);
  register(
    'isCIDR(string): bool',
    (text: string) => Network.parse(text) !== null,
  );
  register('string(CIDR): string', String);
  register('CIDR.containsIP(IP): bool', (network: Network, ip: IpAddress) =>
    network.holds(ip),
  );
  register('CIDR.containsIP(string): bool', (network: Network, ip: string) =>
    network.holds(parseIp(ip)),
  );
  register('CIDR.containsCIDR(CIDR): bool', (a: Network, b: Network) =>
    a.holdsNetwork(b),
  );
  register('CIDR.containsCIDR(string): bool', (a: Network, b: string) =>
    a.holdsNetwork(parseNetwork(b)),
  );
  register('CIDR.ip(): IP', (network: Network) => network.ip);
  register('CIDR.masked(): CIDR', (network: Network) => network.masked());
  register('CIDR.prefixLength(): int', (network: Network) =>
    BigInt(network.bits),
  );
}
