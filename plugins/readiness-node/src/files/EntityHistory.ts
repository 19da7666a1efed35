import { Entity } from '@backstage/catalog-model';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { RequestBudget } from '../requests';

/**
 * What one commit did to one file.
 *
 * @public
 */
export interface CommittedFile {
  /** Relative to the entity's directory, with forward slashes; of a renamed file its new one. */
  path: string;
  /** Lines; 0 for a binary file. */
  added: number;
  /** Lines; 0 for a binary file. */
  removed: number;
}

/**
 * One commit that touched an entity's directory.
 *
 * Nobody's name or address is in it. Keys tell people apart within one process; they are made with a salt
 * that is never stored, and mean nothing elsewhere.
 *
 * @public
 */
export interface EntityCommit {
  /** In hexadecimal digits. */
  hash: string;
  /** ISO 8601 in UTC, of the committer. */
  at: string;
  /** Who wrote it. */
  authorKey: string;
  /** Who is named in `Co-authored-by`, without the author, each once. */
  coAuthorKeys: string[];
  /** Was it written by a machine, as name or address tell (`…[bot]`, Renovate, …)? */
  bot: boolean;
  /** Has it more than one parent? It then has no files. */
  merge: boolean;
  /** At most 1,000. Null where the host does not tell files. */
  files: CommittedFile[] | null;
}

/**
 * The commits of an entity's directory, newest first.
 *
 * @public
 */
export interface EntityCommits {
  /** The commit at which it was looked, where that is known. */
  revision: string | null;
  /** Are these all commits since the time asked for, or only the newest ones? */
  complete: boolean;
  commits: EntityCommit[];
}

/**
 * What one commit changed in the text of one file.
 *
 * @public
 */
export interface FileChange {
  /** ISO 8601 in UTC, of the committer. */
  at: string;
  /** Relative to the entity's directory, with forward slashes. */
  path: string;
  /** Lines added and removed; blank ones are not counted. */
  lines: number;
}

/**
 * What a file held after one commit.
 *
 * @public
 */
export interface FileVersion {
  /** ISO 8601 in UTC, of the committer. */
  at: string;
  /** Null where the commit removed the file. */
  text: string | null;
}

/** @public */
export interface EntityHistoryOptions {
  entity: Entity;
  signal?: AbortSignal;
  /** Counts requests of hosts; default: nothing is counted. */
  budget?: RequestBudget;
  /** Told why, where the entity names a location that may not be read. */
  onRefused?: (problem: Problem) => void;
}

/**
 * The history of the files in an entity's own directory. Which directory that is, and what may be
 * read, is as for EntityFiles.
 *
 * Everything throws a RetryLaterError where the host has to be left alone, and the reason of the signal.
 *
 * @public
 */
export interface EntityHistory {
  /**
   * The commits since a time that touched the entity's directory, at most 5,000.
   *
   * @param options.since - older commits are left out
   * @param options.paths - files or directories relative to the entity's, without wildcards, at most 100; default:
   *   the whole directory
   * @returns undefined where nothing tells the history: no location that may be read, no git, a shallow
   *   clone, a host that is not asked for it
   */
  commits(
    options: EntityHistoryOptions & { since: Date; paths?: readonly string[] },
  ): Promise<EntityCommits | undefined>;

  /**
   * When a file was first committed at its present path.
   *
   * @param options.path - relative to the entity's directory
   * @returns ISO 8601 in UTC; null where nothing tells, and for hosted repositories
   */
  firstCommitAt(
    options: EntityHistoryOptions & { path: string },
  ): Promise<string | null>;

  /**
   * All files in the entity's directory that are in version control, by name.
   *
   * @returns paths relative to the entity's directory, sorted, at most 100,000, with `complete` false where there
   *   are more; undefined where nothing tells
   */
  trackedPaths(
    options: EntityHistoryOptions,
  ): Promise<{ complete: boolean; paths: string[] } | undefined>;

  /**
   * How many lines of some files the commits since a time changed, newest first.
   *
   * @param options.paths - files relative to the entity's directory, at most 100
   * @returns `knownSince`: that time, or the beginning of the repository if that is later (ISO 8601); undefined
   *   where nothing tells, and for hosted repositories
   */
  lineChanges?(
    options: EntityHistoryOptions & { since: Date; paths: readonly string[] },
  ): Promise<{ knownSince: string; changes: FileChange[] } | undefined>;

  /**
   * The file that the entity's document was found in (its managed-by location), as it was after each commit
   * that changed it, newest first, at most 500. What came with a merge is of the day of the merge.
   *
   * @returns `knownSince`: when the history of the repository begins (ISO 8601); `complete` is false where older
   *   versions are left out; undefined where nothing tells, and for hosted repositories
   */
  catalogFileVersions?(
    options: EntityHistoryOptions,
  ): Promise<
    | { knownSince: string; complete: boolean; versions: FileVersion[] }
    | undefined
  >;
}
