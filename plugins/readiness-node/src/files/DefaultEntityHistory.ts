import { RootConfigService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { CommitAuthors } from './CommitAuthors';
import { EntityFiles } from './EntityFiles';
import {
  EntityCommits,
  EntityHistory,
  EntityHistoryOptions,
  FileChange,
  FileVersion,
} from './EntityHistory';
import { EntityLocation, EntityLocations } from './EntityLocations';
import { fileProblem } from './fileProblem';
import { GitHistory } from './GitHistory';
import { GitPatches } from './GitPatches';
import { HostedRepositories } from './hosts';
import { LocalGit } from './LocalGit';
import { readRepositoryAllowList } from './readRepositoryAllowList';

/**
 * Reads the history of local git work trees, and of repositories at GitHub (with a token) and GitLab.
 *
 * @public
 */
export class DefaultEntityHistory implements EntityHistory {
  readonly #locations: EntityLocations;
  readonly #local: GitHistory;
  readonly #patches: GitPatches;
  readonly #hosted: HostedRepositories;
  readonly #files: EntityFiles;

  private constructor(options: {
    locations: EntityLocations;
    local: GitHistory;
    patches: GitPatches;
    hosted: HostedRepositories;
    files: EntityFiles;
  }) {
    this.#locations = options.locations;
    this.#local = options.local;
    this.#patches = options.patches;
    this.#hosted = options.hosted;
    this.#files = options.files;
  }

  /**
   * @param options.files - tells the files of hosted repositories, from the trees that it has read anyway
   * @throws InputError that names the key, if `readiness.repository` is not valid
   */
  static create(options: {
    config: RootConfigService;
    files: EntityFiles;
  }): DefaultEntityHistory {
    const { config, files } = options;
    const integrations = ScmIntegrations.fromConfig(config);
    const git = new LocalGit();
    return new DefaultEntityHistory({
      locations: new EntityLocations({
        allowList: readRepositoryAllowList(config),
        integrations,
      }),
      local: new GitHistory({ git, authors: new CommitAuthors() }),
      patches: new GitPatches({ git }),
      hosted: new HostedRepositories({ integrations }),
      files,
    });
  }

  /** {@inheritDoc EntityHistory.commits} */
  async commits(
    options: EntityHistoryOptions & { since: Date; paths?: readonly string[] },
  ): Promise<EntityCommits | undefined> {
    const location = await this.#locate(options);
    switch (location.type) {
      case 'directory':
        return this.#local.commits({
          ...options,
          directory: location.directory,
        });
      case 'tree':
        return this.#hosted.commits(location.place, options);
      default:
        return undefined;
    }
  }

  /** {@inheritDoc EntityHistory.firstCommitAt} */
  async firstCommitAt(
    options: EntityHistoryOptions & { path: string },
  ): Promise<string | null> {
    const location = await this.#locate(options);
    return location.type === 'directory'
      ? this.#local.firstCommitAt({ ...options, directory: location.directory })
      : null;
  }

  /** {@inheritDoc EntityHistory.trackedPaths} */
  async trackedPaths(
    options: EntityHistoryOptions,
  ): Promise<{ complete: boolean; paths: string[] } | undefined> {
    const location = await this.#locate(options);
    switch (location.type) {
      case 'directory':
        return this.#local.trackedPaths({
          ...options,
          directory: location.directory,
        });
      case 'tree':
        return this.#files.paths?.(options);
      default:
        return undefined;
    }
  }

  /** {@inheritDoc EntityHistory.lineChanges} */
  async lineChanges(
    options: EntityHistoryOptions & { since: Date; paths: readonly string[] },
  ): Promise<{ knownSince: string; changes: FileChange[] } | undefined> {
    const location = await this.#locate(options);
    return location.type === 'directory'
      ? this.#patches.lineChanges({ ...options, directory: location.directory })
      : undefined;
  }

  /** {@inheritDoc EntityHistory.catalogFileVersions} */
  async catalogFileVersions({
    entity,
    signal,
  }: EntityHistoryOptions): Promise<
    | { knownSince: string; complete: boolean; versions: FileVersion[] }
    | undefined
  > {
    const file = await this.#locations.locateCatalogFile(entity);
    return (
      file &&
      this.#patches.versions({
        directory: file.directory,
        path: file.name,
        signal,
      })
    );
  }

  async #locate(options: EntityHistoryOptions): Promise<EntityLocation> {
    const { entity, onRefused } = options;
    const location = await this.#locations.locate(entity);
    if (location.type === 'refused') {
      onRefused?.(
        fileProblem({
          entityRef: stringifyEntityRef(entity),
          path: location.annotation,
          message: `No history was read for the annotation ${location.annotation}. ${location.message}`,
        }),
      );
    }
    return location;
  }
}
