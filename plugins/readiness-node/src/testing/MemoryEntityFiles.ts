import { createHash } from 'node:crypto';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { PathGlob } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFile,
  EntityFiles,
  EntityFilesListing,
  repositoryFileGlobs,
  RepositoryFilesListing,
} from '../files';

/** Text by path, relative to the entity's directory. */
type Directory = Record<string, string>;

/**
 * Directories of entities, as a host of repositories would give them: each its own repository, with a
 * revision that changes with its files. It can be gone, and come back.
 *
 * @example
 * ```ts
 * const files = new MemoryEntityFiles({
 *   'component:default/shop': { 'docs/runbook.md': '# Runbook' },
 * });
 * describeCollector('runbooks', {
 *   create: () => new RunbooksCollector({ files }),
 *   targets: () => [collectionTarget(shop)],
 *   breakages: [
 *     { name: 'the host is gone', apply: async () => files.fail(new Error('Gone')) },
 *   ],
 *   changes: [
 *     { name: 'no file is left', apply: async () => files.replace('component:default/shop', {}) },
 *   ],
 * });
 * ```
 *
 * @public
 */
export class MemoryEntityFiles implements EntityFiles {
  readonly #directories: Map<string, Directory>;
  #failure: Error | undefined;

  /** @param directories - by whole entity ref; other entities have no location that may be read */
  constructor(directories: Record<string, Record<string, string>>) {
    this.#directories = new Map(Object.entries(directories));
  }

  /**
   * Makes each listing fail, e.g. with a RetryLaterError.
   *
   * @returns what ends that
   */
  fail(error: Error): () => Promise<void> {
    this.#failure = error;
    return async () => {
      this.#failure = undefined;
    };
  }

  /**
   * Puts other files into the directory of an entity.
   *
   * @returns what brings those of before back
   */
  replace(
    entityRef: string,
    files: Record<string, string>,
  ): () => Promise<void> {
    const before = this.#directories.get(entityRef);
    this.#directories.set(entityRef, files);
    return async () => {
      if (before) {
        this.#directories.set(entityRef, before);
      } else {
        this.#directories.delete(entityRef);
      }
    };
  }

  async list(
    options: Parameters<EntityFiles['list']>[0],
  ): Promise<EntityFilesListing | undefined> {
    const found = this.#find(options.globs, options);
    return found && { location: 'memory', ...found };
  }

  async repositoryFiles(
    options: Parameters<NonNullable<EntityFiles['repositoryFiles']>>[0],
  ): Promise<RepositoryFilesListing | undefined> {
    const found = this.#find(repositoryFileGlobs, options);
    return found && { directory: '', ...found };
  }

  #find(
    globs: readonly string[],
    options: { entity: Entity; signal?: AbortSignal; knownRevision?: string },
  ) {
    options.signal?.throwIfAborted();
    if (this.#failure) {
      throw this.#failure;
    }
    const directory = this.#directories.get(stringifyEntityRef(options.entity));
    if (!directory) {
      return undefined;
    }
    const revision = createHash('sha256')
      .update(JSON.stringify(Object.entries(directory).sort()))
      .digest('hex');
    if (options.knownRevision === revision) {
      return { revision, unchanged: true, files: [], problems: [] };
    }
    const parsed = globs.flatMap(glob => PathGlob.parse(glob) ?? []);
    const files = Object.entries(directory)
      .filter(([path]) => parsed.some(glob => glob.matches(path)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([path, text]): EntityFile => ({
          path,
          url: null,
          content: async () => text,
          changedAt: async () => null,
        }),
      );
    return { revision, files, problems: [] };
  }
}
