import { promises as fs } from 'node:fs';
import { parse, relative, sep } from 'node:path';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { RequestBudget } from '../requests';
import { DirectoryFiles } from './DirectoryFiles';
import { EntityFile, EntityFilesListing } from './EntityFiles';
import { EntityLocation, isWithin } from './EntityLocations';
import { FileSelection } from './FileSelection';
import { LocalGit } from './LocalGit';
import { TreeFiles } from './TreeFiles';

/**
 * Reads the few files of a repository that say something of all entities in it: who owns what, and what
 * the CI does. They stand at its root, which may be outside of the entity's directory.
 *
 * Guarantees: nothing but the paths below is read there, whoever asks; only in the repository that holds
 * the entity's directory, and for local directories only where git takes that to be one.
 */

/**
 * The paths, relative to the root of the repository, that are read beside an entity's directory.
 *
 * @public
 */
export const repositoryFileGlobs: readonly string[] = Object.freeze([
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  '.gitlab-ci.yml',
  'Jenkinsfile',
  'azure-pipelines.yml',
  'azure-pipelines.yaml',
  '.circleci/config.yml',
  'bitbucket-pipelines.yml',
  '.buildkite/pipeline.yml',
  '.travis.yml',
  '.github/workflows/*.yml',
  '.github/workflows/*.yaml',
  '.gitlab/ci/*.yml',
  '.azure-pipelines/*.yml',
  '.azure-pipelines/*.yaml',
  '.buildkite/*.yml',
  '.buildkite/*.yaml',
  '.tekton/*.yml',
  '.tekton/*.yaml',
]);

/**
 * What could be read at the root of an entity's repository.
 *
 * @public
 */
export interface RepositoryFilesListing {
  /** The entity's directory, relative to the root of the repository; empty for the root itself. */
  directory: string;
  /** As of EntityFilesListing. */
  revision: string | null;
  /** As of EntityFilesListing. */
  unchanged?: boolean;
  /** At the paths of {@link repositoryFileGlobs}, relative to the root of the repository. */
  files: EntityFile[];
  /** Files that were left out and why. */
  problems: Problem[];
}

/** Lists these files for the locations of entities. */
export class RepositoryFiles {
  readonly #directories: DirectoryFiles;
  readonly #trees: TreeFiles;
  readonly #git: LocalGit;

  constructor(options: {
    directories: DirectoryFiles;
    trees: TreeFiles;
    git: LocalGit;
  }) {
    this.#directories = options.directories;
    this.#trees = options.trees;
    this.#git = options.git;
  }

  /**
   * @param options.selection - for {@link repositoryFileGlobs}
   * @returns undefined where the root of the repository is not known
   * @throws as EntityFiles.list
   */
  async list(options: {
    location: EntityLocation;
    selection: FileSelection;
    signal?: AbortSignal;
    knownRevision?: string;
    budget?: RequestBudget;
  }): Promise<RepositoryFilesListing | undefined> {
    const { location, selection, signal } = options;
    if (location.type === 'directory') {
      const root = await this.#root(location.directory, signal);
      const directory = relative(root, location.directory);
      const listing = await this.#directories.list({
        directory: root,
        label: 'of the repository',
        selection,
        signal,
      });
      return toListing(listing, directory.split(sep).join('/'));
    }
    if (location.type === 'tree' && location.place.repository !== null) {
      const { directory } = location.place;
      const place = { ...location.place, directory: '' };
      const listing = await this.#trees.list({ ...options, place });
      return toListing(listing, directory);
    }
    return undefined;
  }

  /** The top of the work tree; a directory outside of any is its own repository. */
  async #root(directory: string, signal?: AbortSignal): Promise<string> {
    const answer = await this.#git.ask({
      directory,
      args: ['rev-parse', '--show-toplevel'],
      signal,
    });
    const named = answer?.complete && answer.output.replace(/\r?\n$/, '');
    try {
      const root = named ? await fs.realpath(named) : directory;
      const holds = isWithin(root, directory) && parse(root).root !== root;
      return holds ? root : directory;
    } catch {
      return directory;
    }
  }
}

function toListing(
  { revision, unchanged, files, problems }: EntityFilesListing,
  directory: string,
): RepositoryFilesListing {
  return { directory, revision, unchanged, files, problems };
}
