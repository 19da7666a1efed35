import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { readEntityRef } from '@team-readiness/backstage-plugin-readiness-engine';
import { duration, strings, wholeNumber } from './configValues';
import { DefinitionsConfig } from './ReadinessConfig';

const key = 'readiness.definitions';
const maxUrls = 50;

/** What is taken where nothing is configured. */
export const defaultDefinitionsConfig = {
  builtIn: ['service-readiness', 'team-readiness'],
  frequency: { minutes: 1 },
  warnDays: 30,
} as const;

/**
 * Reads where documents come from, and how new versions are rolled out. What is wrong inside of a
 * document is a problem of that document and stops nothing.
 *
 * @param config - of the whole backend
 * @returns a frozen object with defaults
 * @throws InputError with the path of the first key that cannot be read
 */
export function readDefinitionsConfig(config: Config): DefinitionsConfig {
  return Object.freeze({
    builtIn: strings(
      config,
      `${key}.builtIn`,
      defaultDefinitionsConfig.builtIn,
    ),
    recipes: strings(config, `${key}.recipes`, []),
    owner: readOwner(config),
    documents: readDocuments(config),
    files: strings(config, `${key}.files`, []),
    urls: readUrls(config),
    frequency: duration(
      config,
      `${key}.frequency`,
      defaultDefinitionsConfig.frequency,
    ),
    warnDays:
      wholeNumber(config, `${key}.warnDays`, 0, 365) ??
      defaultDefinitionsConfig.warnDays,
  });
}

function readOwner(config: Config): string | undefined {
  const owner = config.getOptionalString(`${key}.owner`);
  if (owner === undefined) {
    return undefined;
  }
  const ref = readEntityRef(owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  if (!ref || !/^(group|user):/.test(ref)) {
    throw new InputError(`${key}.owner must be the ref of a group or a user`);
  }
  return ref;
}

function readDocuments(config: Config): readonly JsonValue[] {
  const documents = config.getOptional(`${key}.documents`) ?? [];
  if (!Array.isArray(documents)) {
    throw new InputError(`${key}.documents must be a list of documents`);
  }
  return Object.freeze(documents as JsonValue[]);
}

function readUrls(config: Config): readonly string[] {
  const urls = strings(config, `${key}.urls`, []);
  if (urls.length > maxUrls) {
    throw new InputError(`${key}.urls holds more than ${maxUrls} URLs`);
  }
  for (const [index, url] of urls.entries()) {
    if (!isHttpUrl(url)) {
      // The URL itself may hold a secret.
      throw new InputError(
        `${key}.urls[${index}] must be an absolute http or https URL without a user in it`,
      );
    }
  }
  return urls;
}

function isHttpUrl(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return (
      (protocol === 'https:' || protocol === 'http:') &&
      username === '' &&
      password === ''
    );
  } catch {
    return false;
  }
}
