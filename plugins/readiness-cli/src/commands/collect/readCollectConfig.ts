import {
  HttpConfig,
  HttpHost,
  HttpValue,
  readHttpHost,
  readHttpValue,
} from '@team-readiness/backstage-plugin-readiness-backend-module-http';
import { CollectorDocument } from '@team-readiness/backstage-plugin-readiness-common';
import { Terminal, UsageError } from '../../terminal';

/** The options that say what the recipe may ask, each `name=…`. */
export interface CollectConfigOptions {
  host: string[];
  value: string[];
  allowPrivate: boolean;
}

function splitPair(option: string, text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) {
    throw new UsageError(`--${option} "${text}" is not of the form name=…`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

function readHost(name: string, url: string, allowPrivate: boolean): HttpHost {
  try {
    return readHttpHost(
      { name, url, allowPrivateAddresses: allowPrivate },
      `--host ${name}`,
    );
  } catch (error) {
    throw new UsageError(
      `--host ${name}: ${(error as Error).message.replace(/^--host \S+ /, '')}`,
    );
  }
}

/**
 * What a recipe may ask when it is run by hand: its own host, or the one that is given for the name
 * that it has; with secrets of the environment, which go to that host and no other.
 *
 * @throws UsageError where a host or value that it needs is not given
 */
export function readCollectConfig(
  { spec }: CollectorDocument,
  options: CollectConfigOptions,
  { env }: Pick<Terminal, 'env'>,
): HttpConfig {
  const { request } = spec;
  const given = new Map(options.host.map(text => splitPair('host', text)));
  let host: HttpHost;
  if (request.host) {
    const { from } = request.host;
    const url = given.get(from);
    if (url === undefined) {
      throw new UsageError(
        `The recipe asks the host "${from}"; say where it is: --host ${from}=https://…`,
      );
    }
    // Whoever runs it has written the address.
    host = readHost(from, url, true);
  } else {
    const { origin } = new URL(request.url.split('{{')[0]);
    host = readHost('recipe', origin, options.allowPrivate);
  }
  const variables = new Map(
    options.value.map(text => splitPair('value', text)),
  );
  const values = new Map<string, HttpValue>();
  for (const [header, how] of Object.entries(request.headers)) {
    if (!('from' in how)) {
      continue;
    }
    const variable = variables.get(how.from);
    if (variable === undefined) {
      throw new UsageError(
        `The header ${header} takes the value "${how.from}"; say which environment variable holds it: --value ${how.from}=MY_TOKEN`,
      );
    }
    const value = env[variable];
    if (!value) {
      throw new UsageError(`The environment variable ${variable} is not set`);
    }
    try {
      values.set(
        how.from,
        readHttpValue(
          { value, hosts: [new URL(host.base).host] },
          { hosts: [host] },
          variable,
        ),
      );
    } catch {
      throw new UsageError(
        `The environment variable ${variable} holds characters that no header can have; does it end in a line break?`,
      );
    }
  }
  return { hosts: [host], values };
}
