import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/**
 * Dates of the last commit of local files, by the machine's own git.
 *
 * The repository's configuration and the names of its files are hostile text. So there is no
 * shell, a name is never an option or a pattern, and whatever could make `git log` start another
 * program or reach the network (file system monitors, hooks, signature checks, pagers, diff drivers, text
 * conversions, lazy fetches, bare repositories inside) is switched off. The operator's own configuration holds, and with it
 * git's refusal to look into directories of other users.
 */

const timeoutMs = 10_000;
const maxRunning = 4;
const maxCommits = 50;
/** Lines from which a commit is a change. */
const minChangedLines = 3;

const safeSettings = [
  '--no-pager',
  ...[
    'core.fsmonitor=false',
    `core.hooksPath=${devNull}`,
    'log.showSignature=false',
    'safe.bareRepository=explicit',
    'protocol.allow=never',
  ].flatMap(setting => ['-c', setting]),
];

const safeEnvironment = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

/** The environment without settings that would point git at another repository. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  return { ...Object.fromEntries(inherited), ...safeEnvironment };
}

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

/** Asks the local git when files changed. At most four questions run at once. */
export class GitChangeDates {
  #running = 0;
  readonly #waiting: Array<() => void> = [];

  /**
   * Is the directory in the work tree of a repository with its whole history? A shallow clone
   * answers every question with its one commit, which would make every document look fresh.
   *
   * @param directory - absolute
   * @returns false also where there is no git
   */
  async hasHistory(directory: string): Promise<boolean> {
    const answer = await this.#git(directory, [
      'rev-parse',
      '--is-inside-work-tree',
      '--is-shallow-repository',
    ]);
    return answer?.split('\n').slice(0, 2).join() === 'true,false';
  }

  /**
   * When the last commit that changed at least three lines of a file was made. A date that is mended or
   * a line that is moved does not make a document fresh, nor does white space.
   *
   * @param directory - absolute
   * @param path - of the file, relative to the directory
   * @returns ISO 8601 in UTC; null for a file that was never committed, without git, and where none of the
   *   last 50 commits changed so much
   */
  async changedAt(directory: string, path: string): Promise<string | null> {
    const answer = await this.#git(directory, [
      'log',
      `-${maxCommits}`,
      '--format=@%cI',
      '--numstat',
      '--ignore-all-space',
      '--no-ext-diff',
      '--no-textconv',
      '--',
      path,
    ]);
    return answer ? lastLargeChange(answer) : null;
  }

  async #git(directory: string, args: string[]): Promise<string | undefined> {
    while (this.#running >= maxRunning) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    this.#running++;
    try {
      return await new Promise(resolve => {
        execFile(
          'git',
          [...safeSettings, ...args],
          {
            cwd: directory,
            env: gitEnvironment(),
            timeout: timeoutMs,
            killSignal: 'SIGKILL',
            maxBuffer: 64 * 1024,
            windowsHide: true,
          },
          (error, stdout) => resolve(error ? undefined : stdout),
        );
      });
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}
