import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { PathPattern, Place, placeOf, readEntityRef } from '../places';

const maxPatterns = 200;
const maxTextLength = 1_000;
const megabyte = 1_048_576;

/** SARIF files of which is known where the scanner ran. @public */
export interface LocatedFiles {
  readonly files: readonly string[];
  readonly place: Place;
}

/** An address that answers with SARIF. @public */
export interface SarifAddress {
  readonly url: string;
  readonly token: string | undefined;
  readonly allowPrivateAddresses: boolean;
  /** Whose findings these are; undefined where the document says so. */
  readonly entityRef: string | undefined;
  /** Where the scanner ran; undefined where the document says so. */
  readonly place: Place | undefined;
}

/** What is configured under `readiness.security.sarif`. @public */
export interface SarifConfig {
  readonly files: readonly string[];
  readonly pattern: PathPattern | undefined;
  readonly located: readonly LocatedFiles[];
  readonly urls: readonly SarifAddress[];
  readonly maxFileBytes: number;
  /** A tool that reported no more for that long counts as retired, in milliseconds. */
  readonly forgetAfterMs: number;
}

/** What is configured under `readiness.security.ossfScorecard`. @public */
export interface OssfScorecardConfig {
  readonly files: readonly string[];
  readonly pattern: PathPattern | undefined;
  /** Older results are not looked at, in milliseconds. */
  readonly maxReportAgeMs: number;
}

/** What is configured under `readiness.security.releases`. @public */
export interface ReleasesConfig {
  readonly files: readonly string[];
  readonly pattern: PathPattern;
}

/** What is configured under `readiness.security`; undefined for what is not there. */
export interface SecurityConfig {
  readonly sarif: SarifConfig | undefined;
  readonly ossfScorecard: OssfScorecardConfig | undefined;
  readonly releases: ReleasesConfig | undefined;
}

/** Reads paths and globs. */
function readFiles(config: Config, key: string): string[] {
  const patterns = config.getOptionalStringArray('files') ?? [];
  if (patterns.length > maxPatterns) {
    throw new InputError(`${key}.files takes at most ${maxPatterns} entries`);
  }
  return patterns.map(pattern => {
    const text = pattern.trim();
    if (text === '' || text.length > maxTextLength || text.includes('\0')) {
      throw new InputError(
        `${key}.files takes paths of files or directories, and globs`,
      );
    }
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
      throw new InputError(
        `${key}.files takes paths on the backend's machine, not addresses`,
      );
    }
    return text;
  });
}

function readPattern(config: Config, key: string): PathPattern | undefined {
  const pattern = config.getOptionalString('pattern');
  return pattern === undefined
    ? undefined
    : new PathPattern(pattern, { key: `${key}.pattern`, requires: ['name'] });
}

function readPlace(config: Config, key: string): Place | undefined {
  const location = config.getOptionalString('location')?.trim();
  const place = location === undefined ? undefined : placeOf(location);
  if (location !== undefined && !place) {
    throw new InputError(
      `${key}.location takes the URL of a directory in a repository, or an absolute path`,
    );
  }
  return place;
}

function readMilliseconds(
  config: Config,
  name: string,
  key: string,
  byDefault: HumanDuration,
): number {
  let duration = byDefault;
  if (config.has(name)) {
    try {
      duration = readDurationFromConfig(config, { key: name });
    } catch (error) {
      throw new InputError(`Invalid ${key}.${name}`, error);
    }
  }
  const milliseconds = durationToMilliseconds(duration);
  if (!(milliseconds > 0)) {
    throw new InputError(`${key}.${name} must be longer than nothing`);
  }
  return milliseconds;
}

function readAddress(config: Config, key: string): SarifAddress {
  const url = config.getString('url').trim();
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    !parsed ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.password !== ''
  ) {
    throw new InputError(
      `${key}.url takes an http or https address without credentials`,
    );
  }
  const allowPrivateAddresses =
    config.getOptionalBoolean('allowPrivateAddresses') ?? false;
  const token = config.getOptionalString('token');
  if (token && parsed.protocol === 'http:' && !allowPrivateAddresses) {
    throw new InputError(
      `${key}.token is sent over https only, except with allowPrivateAddresses`,
    );
  }
  const entity = config.getOptionalString('entity');
  const entityRef =
    entity === undefined
      ? undefined
      : readEntityRef(entity.includes(':') ? entity : `component:${entity}`) ??
        readEntityRef(`component:default/${entity}`);
  if (entity !== undefined && !entityRef) {
    throw new InputError(
      `${key}.entity takes the ref of an entity, such as component:default/checkout`,
    );
  }
  const place = readPlace(config, key);
  return { url, token, allowPrivateAddresses, entityRef, place };
}

function readSarif(config: Config, key: string): SarifConfig | undefined {
  const list = <T>(name: string, read: (entry: Config, key: string) => T) =>
    (config.getOptionalConfigArray(name) ?? []).map((entry, index) =>
      read(entry, `${key}.${name}[${index}]`),
    );
  const files = readFiles(config, key);
  const located = list('located', (entry, entryKey): LocatedFiles => {
    const place = readPlace(entry, entryKey);
    if (!place) {
      throw new InputError(`${entryKey}.location is missing`);
    }
    return { files: readFiles(entry, entryKey), place };
  });
  const urls = list('urls', readAddress);
  const megabytes = config.getOptionalNumber('maxFileMegabytes') ?? 50;
  if (!(megabytes > 0 && megabytes <= 400)) {
    throw new InputError(
      `${key}.maxFileMegabytes takes a number above 0, at most 400`,
    );
  }
  const sources =
    files.length +
    urls.length +
    located.reduce((sum, entry) => sum + entry.files.length, 0);
  return sources === 0
    ? undefined
    : {
        files,
        pattern: readPattern(config, key),
        located,
        urls,
        maxFileBytes: Math.floor(megabytes * megabyte),
        forgetAfterMs: readMilliseconds(config, 'forgetAfter', key, {
          days: 30,
        }),
      };
}

/**
 * Reads `readiness.security`.
 *
 * @throws InputError that names the key
 */
export function readSecurityConfig(config: RootConfigService): SecurityConfig {
  const read = <T>(
    name: string,
    readOne: (part: Config, key: string) => T | undefined,
  ): T | undefined => {
    const key = `readiness.security.${name}`;
    const part = config.getOptionalConfig(key);
    return part && readOne(part, key);
  };
  return Object.freeze({
    sarif: read('sarif', readSarif),
    ossfScorecard: read(
      'ossfScorecard',
      (part, key): OssfScorecardConfig | undefined => {
        const files = readFiles(part, key);
        return files.length === 0
          ? undefined
          : {
              files,
              pattern: readPattern(part, key),
              maxReportAgeMs: readMilliseconds(part, 'maxReportAge', key, {
                days: 90,
              }),
            };
      },
    ),
    releases: read('releases', (part, key): ReleasesConfig | undefined => {
      const files = readFiles(part, key);
      return files.length === 0
        ? undefined
        : {
            files,
            pattern: new PathPattern(
              part.getOptionalString('pattern') ?? '{name}/{version}/**',
              { key: `${key}.pattern`, requires: ['name', 'version'] },
            ),
          };
    }),
  });
}
