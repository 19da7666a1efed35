/**
 * Which addresses a source may have.
 *
 * An address that carries another one (IPv4-mapped, NAT64, 6to4) is judged by the one it carries.
 * Guarantee: what is no public unicast address is refused unless it is listed here as private and
 * private addresses are allowed; where clouds hand out credentials is refused in any case.
 */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Ranges (of ipaddr.js) that an organization uses for itself. */
const privateRanges = new Set([
  'private',
  'loopback',
  'uniqueLocal',
  'deprecatedSiteLocal',
  'carrierGradeNat',
  'reserved',
  'benchmarking',
]);

/**
 * Where clouds answer with credentials outside of the link-local range: AWS over IPv6, Alibaba,
 * Oracle, and the wire server of Azure.
 */
const metadataAddresses = new Set([
  'fd00:ec2::254',
  'fd20:ce::254',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
]);

function carried(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) {
    return address;
  }
  const { parts } = address;
  const ipv4 = (high: number, low: number) =>
    new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
  switch (address.range()) {
    case 'rfc6052':
      // Only the well-known prefix; where others put the IPv4 address is up to their network.
      return parts[2] === 0 ? ipv4(parts[6], parts[7]) : address;
    case 'ipv4Mapped':
    case 'rfc6145':
      return ipv4(parts[6], parts[7]);
    case '6to4':
      return ipv4(parts[1], parts[2]);
    default:
      return address;
  }
}

/**
 * Tells why an address may not be asked.
 *
 * @param address - as text, e.g. `10.0.0.1` or `::ffff:10.0.0.1`
 * @param options.allowPrivateAddresses - private, loopback, unique local and shared addresses
 * @param options.isHost - is the address itself configured as a host? Then a link-local one counts
 *   as private.
 * @returns a few words, e.g. `a private address`; undefined where it may be asked
 */
export function addressRefusal(
  address: string,
  options: { allowPrivateAddresses: boolean; isHost: boolean },
): string | undefined {
  if (!ipaddr.isValid(address)) {
    return 'no address';
  }
  const parsed = carried(ipaddr.parse(address));
  const range = parsed.range();
  if (
    range === 'linkLocal' ||
    metadataAddresses.has(parsed.toString().split('%')[0])
  ) {
    return options.isHost && options.allowPrivateAddresses
      ? undefined
      : 'a link-local or metadata address';
  }
  if (range === 'unicast' && !isIpv4Compatible(parsed)) {
    return undefined;
  }
  if (privateRanges.has(range)) {
    return options.allowPrivateAddresses ? undefined : 'a private address';
  }
  return 'not an address of one host';
}

/** `::a.b.c.d`, long deprecated, which some systems still take for an IPv4 address. */
function isIpv4Compatible(address: Address): boolean {
  return (
    address instanceof ipaddr.IPv6 &&
    address.parts.slice(0, 6).every(part => part === 0)
  );
}
