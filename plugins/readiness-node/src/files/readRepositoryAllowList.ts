import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { resolve } from 'node:path';

/** What an entity's own annotations may name beyond its own repository. */
export interface RepositoryAllowList {
  /** Absolute directories, as configured; they need not exist yet. */
  readonly directories: readonly string[];
  /** Beginnings of http(s) URLs. */
  readonly urls: readonly URL[];
}

/**
 * Reads `readiness.repository.file.allow` and `readiness.repository.url.allow`.
 *
 * @returns empty lists where nothing is configured
 * @throws InputError that names the key, for an entry that is no directory or no http(s) URL
 */
export function readRepositoryAllowList(
  config: RootConfigService,
): RepositoryAllowList {
  const fileKey = 'readiness.repository.file.allow';
  const urlKey = 'readiness.repository.url.allow';
  const directories = (config.getOptionalStringArray(fileKey) ?? []).map(
    (entry, index) => {
      if (entry.trim() === '' || entry.includes('\0')) {
        throw new InputError(`${fileKey}[${index}] must name a directory`);
      }
      return resolve(entry);
    },
  );
  const urls = (config.getOptionalStringArray(urlKey) ?? []).map(
    (entry, index) => {
      const url = URL.canParse(entry) ? new URL(entry) : undefined;
      if (!url || !/^https?:$/.test(url.protocol)) {
        throw new InputError(`${urlKey}[${index}] must be an http(s) URL`);
      }
      return url;
    },
  );
  return Object.freeze({
    directories: Object.freeze(directories),
    urls: Object.freeze(urls),
  });
}
