import { minChangedLines } from '../GitChangeDates';
import { EntityCommits } from '../EntityHistory';
import { HostedRepository } from './HostApi';

/**
 * What a kind of host tells of commits.
 *
 * Nothing throws but RetryLaterError and SourceError; what a host does not tell is null or undefined.
 */
export interface HostCommits {
  /** Most files of a listing whose dates are asked for. */
  maxDates(repository: HostedRepository): number;

  /** How many files one call of `lastChanges` may have. */
  maxPaths(repository: HostedRepository): number;

  /**
   * When files last changed.
   *
   * @param revision - the commit from which to look back
   * @param paths - relative to the repository, at most `maxPaths`
   * @returns ISO 8601 in UTC by path; null where the host does not tell
   */
  lastChanges(
    repository: HostedRepository,
    revision: string,
    paths: readonly string[],
  ): Promise<Map<string, string | null>>;

  /**
   * The commits since a time; not there where the host cannot tell them for few requests.
   *
   * @param options.ref - branch, tag or commit; null for the default branch
   * @param options.paths - relative to the repository; empty for all of it
   */
  commits?(
    repository: HostedRepository,
    options: { ref: string | null; since: Date; paths: readonly string[] },
  ): Promise<EntityCommits | undefined>;
}

/** One of the last commits of a file, as a host tells it. */
export interface DatedCommit {
  /** In any form of date, or milliseconds. */
  at: string | number;
  /** Lines added or removed in all files of the commit, whichever are more; null where it is not told. */
  lines: number | null;
}

/**
 * The date of the first commit that may have changed three lines of the file.
 *
 * Hosts count the lines of a whole commit. One that has fewer cannot have changed three of the file; one that has
 * more is taken to have. So a date may be later than the one that git would tell, and never earlier.
 *
 * @param commits - newest first
 * @returns ISO 8601 in UTC, or null where none is large enough
 */
export function lastChange(commits: readonly DatedCommit[]): string | null {
  const commit = commits.find(
    ({ lines }) => lines === null || lines >= minChangedLines,
  );
  const time = commit ? new Date(commit.at).getTime() : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
