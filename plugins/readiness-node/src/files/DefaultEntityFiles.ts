import {
  LoggerService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { RequestBudget } from '../requests';
import { DirectoryFiles } from './DirectoryFiles';
import { EntityFiles, EntityFilesListing } from './EntityFiles';
import { EntityLocations } from './EntityLocations';
import { defaultFileLimits, FileLimits } from './FileLimits';
import { fileProblem } from './fileProblem';
import { FileSelection } from './FileSelection';
import { HostRequests } from './HostRequests';
import { HostedRepositories } from './hosts';
import { LocalGit } from './LocalGit';
import { readRepositoryAllowList } from './readRepositoryAllowList';
import {
  repositoryFileGlobs,
  RepositoryFiles,
  RepositoryFilesListing,
} from './RepositoryFiles';
import { TreeFiles } from './TreeFiles';

/**
 * Reads the files of entities from local directories and from hosted repositories.
 *
 * @public
 */
export class DefaultEntityFiles implements EntityFiles {
  readonly #locations: EntityLocations;
  readonly #directories: DirectoryFiles;
  readonly #trees: TreeFiles;
  readonly #repositories: RepositoryFiles;
  readonly #limits: FileLimits;

  private constructor(options: {
    locations: EntityLocations;
    directories: DirectoryFiles;
    trees: TreeFiles;
    repositories: RepositoryFiles;
    limits: FileLimits;
  }) {
    this.#locations = options.locations;
    this.#directories = options.directories;
    this.#trees = options.trees;
    this.#repositories = options.repositories;
    this.#limits = options.limits;
  }

  /**
   * @param options.limits - other bounds than the default ones
   * @param options.now - the time in milliseconds, by which trees are kept for a minute; default `Date.now`
   * @throws InputError that names the key, if `readiness.repository` is not valid
   */
  static create(options: {
    config: RootConfigService;
    logger: LoggerService;
    urlReader: UrlReaderService;
    limits?: Partial<FileLimits>;
    now?: () => number;
  }): DefaultEntityFiles {
    const { config, logger, urlReader, now } = options;
    const limits = { ...defaultFileLimits, ...options.limits };
    const allowList = readRepositoryAllowList(config);
    logger.info(
      `Files of entities are read below their own locations, ${allowList.directories.length} allowed directories and ${allowList.urls.length} allowed URLs`,
    );
    const git = new LocalGit();
    const directories = new DirectoryFiles({ limits, git });
    const integrations = ScmIntegrations.fromConfig(config);
    const requests = new HostRequests({ integrations, now });
    const hosted = new HostedRepositories({ integrations });
    const trees = new TreeFiles({ urlReader, requests, hosted, limits, now });
    return new DefaultEntityFiles({
      locations: new EntityLocations({ allowList, integrations }),
      directories,
      trees,
      repositories: new RepositoryFiles({ directories, trees, git }),
      limits,
    });
  }

  /** {@inheritDoc EntityFiles.list} */
  async list(options: {
    entity: Entity;
    globs: string[];
    signal?: AbortSignal;
    onRefused?: (problem: Problem) => void;
    knownRevision?: string;
    budget?: RequestBudget;
  }): Promise<EntityFilesListing | undefined> {
    const { entity, globs, signal, onRefused } = options;
    const entityRef = stringifyEntityRef(entity);
    const location = await this.#locations.locate(entity);
    const selection = () =>
      new FileSelection({ globs, entityRef, limits: this.#limits });
    switch (location.type) {
      case 'directory':
        return this.#directories.list({
          directory: location.directory,
          label: location.label,
          selection: selection(),
          signal,
        });
      case 'tree':
        return this.#trees.list({
          ...options,
          place: location.place,
          selection: selection(),
        });
      case 'refused':
        onRefused?.(
          fileProblem({
            entityRef,
            path: location.annotation,
            message: `Nothing was read for the annotation ${location.annotation}. ${location.message}`,
          }),
        );
        return undefined;
      default:
        return undefined;
    }
  }

  /** {@inheritDoc EntityFiles.paths} */
  async paths(options: {
    entity: Entity;
    signal?: AbortSignal;
    budget?: RequestBudget;
  }): Promise<{ complete: boolean; paths: string[] } | undefined> {
    const location = await this.#locations.locate(options.entity);
    return location.type === 'tree'
      ? this.#trees.paths({ ...options, place: location.place })
      : undefined;
  }

  /** {@inheritDoc EntityFiles.outdate} */
  outdate(repositoryUrls: readonly string[]) {
    const changed = new Set(repositoryUrls);
    this.#trees.outdate(url => url !== undefined && changed.has(url));
  }

  /** {@inheritDoc EntityFiles.repositoryFiles} */
  async repositoryFiles(options: {
    entity: Entity;
    signal?: AbortSignal;
    knownRevision?: string;
    budget?: RequestBudget;
  }): Promise<RepositoryFilesListing | undefined> {
    const { entity } = options;
    return this.#repositories.list({
      ...options,
      location: await this.#locations.locate(entity),
      selection: new FileSelection({
        globs: [...repositoryFileGlobs],
        entityRef: stringifyEntityRef(entity),
        limits: this.#limits,
      }),
    });
  }
}
