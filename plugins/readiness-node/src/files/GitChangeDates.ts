import { LocalGit, safeDiffOptions } from './LocalGit';

const maxCommits = 50;
/** Lines from which a commit is a change. */
export const minChangedLines = 3;

/**
 * Reads `git log --format=@%cI --numstat`: a line `@<time>` for each commit, newest first, and below it
 * added lines, removed lines and path, by tabs. A line that was rewritten counts once; a binary file has
 * dashes and no lines.
 */
function lastLargeChange(log: string): string | null {
  let time = NaN;
  for (const line of log.split('\n')) {
    const counts = /^(\d{1,9})\t(\d{1,9})\t/.exec(line);
    if (line.startsWith('@')) {
      time = Date.parse(line.slice(1));
    } else if (
      counts &&
      !Number.isNaN(time) &&
      Math.max(Number(counts[1]), Number(counts[2])) >= minChangedLines
    ) {
      return new Date(time).toISOString();
    }
  }
  return null;
}

/** Asks the local git when files changed. */
export class GitChangeDates {
  readonly #git: LocalGit;

  constructor(options: { git: LocalGit }) {
    this.#git = options.git;
  }

  /**
   * When the last commit that changed at least three lines of a file was made. A date that is mended or
   * a line that is moved does not make a document fresh, nor does white space.
   *
   * @param directory - absolute; its repository has its whole history
   * @param path - of the file, relative to the directory
   * @returns ISO 8601 in UTC; null for a file that was never committed, without git, and where none of the
   *   last 50 commits changed so much
   */
  async changedAt(directory: string, path: string): Promise<string | null> {
    const answer = await this.#git.ask({
      directory,
      args: [
        'log',
        `-${maxCommits}`,
        '--format=@%cI',
        '--numstat',
        '--ignore-all-space',
        ...safeDiffOptions,
        '--',
        path,
      ],
    });
    return answer?.complete ? lastLargeChange(answer.output) : null;
  }
}
