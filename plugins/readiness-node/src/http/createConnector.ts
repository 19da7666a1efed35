/**
 * Connects to sources, and looks at the address at that very moment.
 *
 * The name is resolved once per connection, and the addresses that were looked at are those that
 * are connected to: a name that resolves to something else the next time gains nothing.
 */
import dns from 'node:dns';
import { isIP, LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { addressRefusal } from './addressRefusal';
import { HostList } from './HostList';

/** No connection came about, so nothing was sent. */
export class ConnectError extends Error {
  /**
   * @param reason - what the system said
   * @param refusal - why the address may not be asked, if that is it
   */
  constructor(readonly reason: Error, readonly refusal?: string) {
    super('No connection');
  }
}

/**
 * Makes a connector for undici.
 *
 * @param options.hosts - literal addresses among them may be link-local
 * @param options.timeoutMs - for resolving and connecting
 * @returns it fails with a ConnectError
 */
export function createConnector(options: {
  hosts: HostList;
  allowPrivateAddresses: boolean;
  timeoutMs: number;
}): buildConnector.connector {
  const refusalOf = (address: string, hostname: string) =>
    addressRefusal(address, {
      allowPrivateAddresses: options.allowPrivateAddresses,
      isHost: address === hostname && options.hosts.names(hostname),
    });

  const lookup: LookupFunction = (hostname, wanted, callback) => {
    dns.lookup(hostname, { ...wanted, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '');
        return;
      }
      for (const { address } of addresses) {
        const refusal = refusalOf(address, hostname);
        if (refusal) {
          callback(new ConnectError(new Error('Refused'), refusal), '');
          return;
        }
      }
      if (wanted.all) {
        callback(null, addresses);
      } else {
        callback(null, addresses[0].address, addresses[0].family);
      }
    });
  };

  const connect = buildConnector({
    lookup,
    timeout: options.timeoutMs,
    allowH2: false,
  });
  return (target, callback) => {
    const fail = (error: Error) =>
      callback(
        error instanceof ConnectError ? error : new ConnectError(error),
        null,
      );
    const hostname = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(hostname)) {
      const refusal = refusalOf(hostname, hostname);
      if (refusal) {
        fail(new ConnectError(new Error('Refused'), refusal));
        return;
      }
    }
    connect(target, (...[error, socket]) =>
      error ? fail(error) : callback(null, socket),
    );
  };
}
