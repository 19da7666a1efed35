import { Entity } from '@backstage/catalog-model';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { RequestBudget } from '../requests';
import type { RepositoryFilesListing } from './RepositoryFiles';

/**
 * One file that belongs to an entity.
 *
 * @public
 */
export interface EntityFile {
  /** Relative to the entity's directory, with forward slashes. */
  path: string;
  /** http(s) address for people, or null for local files. */
  url: string | null;
  /**
   * At most `maxFileBytes`.
   *
   * @throws RetryLaterError where a host has to be asked for it, and has to be left alone
   */
  content(): Promise<string>;
  /**
   * ISO time of the last commit that changed at least three lines of it, or null where nothing tells. Hosts
   * are asked for it only when this is called; best for many files at once, since they can be asked together.
   *
   * @throws RetryLaterError as `content`; SourceError where the host cannot be asked
   */
  changedAt(): Promise<string | null>;
}

/**
 * What could be read of an entity's directory.
 *
 * @public
 */
export interface EntityFilesListing {
  /** For people: URL of the tree, or the directory relative to the allowed one. */
  location: string;
  /** Commit or ETag of the repository, or null: then nothing tells whether it changed. */
  revision: string | null;
  /** Is the revision the one that the caller knows? Then `files` and `problems` are empty. Default: false. */
  unchanged?: boolean;
  files: EntityFile[];
  /** Files that were left out and why: too large, too many, outside the allowed directories. */
  problems: Problem[];
}

/**
 * Reads the files in an entity's own directory, and nothing else.
 *
 * An entity's annotations are untrusted. Local files are read only under
 * `readiness.repository.file.allow` (real path after links) and under the directory of
 * the entity's managed-by location if that is a `file:` location; a `url:` source location
 * only within the repository of the managed-by location, or under `readiness.repository.url.allow`.
 *
 * @public
 */
export interface EntityFiles {
  /**
   * Lists the files of an entity whose paths match one of the globs.
   *
   * One tree is read once for all entities in it and all callers within a minute.
   *
   * @param options.globs - relative to the entity's directory, e.g. `docs/runbooks/**`; `*`, `?`
   * and `**` are the only wildcards, and case matters
   * @param options.onRefused - told why, where the entity names a location that may not be read
   * @param options.knownRevision - of an earlier listing: if it still is the one of the repository,
   * no file is read or listed. Hosts are asked by it, so it may be older than the process
   * @param options.budget - counts requests of hosts; default: nothing is counted
   * @returns undefined where the entity has no location that may be read
   * @throws if the source cannot be reached; RetryLaterError where it has to be left alone
   */
  list(options: {
    entity: Entity;
    globs: string[];
    signal?: AbortSignal;
    onRefused?: (problem: Problem) => void;
    knownRevision?: string;
    budget?: RequestBudget;
  }): Promise<EntityFilesListing | undefined>;

  /**
   * The paths of all files in the entity's directory of a hosted repository, from the tree that `list`
   * reads as well.
   *
   * @returns relative to the entity's directory, sorted; `complete` is false where there are more. Undefined where
   *   the entity is in no hosted repository, or its host gives no whole trees
   * @throws as `list`
   */
  paths?(options: {
    entity: Entity;
    signal?: AbortSignal;
    budget?: RequestBudget;
  }): Promise<{ complete: boolean; paths: string[] } | undefined>;

  /**
   * Something was pushed to repositories: whoever asks from now on gets nothing that was read before.
   *
   * @param repositoryUrls - as of toRepositoryUrl
   */
  outdate?(repositoryUrls: readonly string[]): void;

  /**
   * The files at the root of the entity's repository that say something of all that is in it: CODEOWNERS and
   * CI pipelines, at the paths of `repositoryFileGlobs` and nowhere else.
   *
   * @returns undefined where the entity has no location that may be read, or the root of its repository is not
   *   known
   * @throws as `list`
   */
  repositoryFiles?(options: {
    entity: Entity;
    signal?: AbortSignal;
    knownRevision?: string;
    budget?: RequestBudget;
  }): Promise<RepositoryFilesListing | undefined>;
}
