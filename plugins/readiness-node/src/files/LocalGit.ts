import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/**
 * Asks the machine's own git about local work trees.
 *
 * The repository's configuration and the names of its files are hostile text. So there is no
 * shell, a name is never an option or a pattern, and whatever could make git start another
 * program or reach the network (file system monitors, hooks, signature checks, pagers, diff drivers, text
 * conversions, repositories inside, lazy fetches, bare repositories inside) is switched off. The operator's own configuration holds, and with it
 * git's refusal to look into directories of other users. At most four questions run at once, each within
 * a bound of time and of output.
 */

const maxRunning = 4;

const safeSettings = [
  '--no-pager',
  ...[
    'core.fsmonitor=false',
    `core.hooksPath=${devNull}`,
    'log.showSignature=false',
    'diff.submodule=short',
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

/** Options of `git log` that keep the differences it shows from starting programs. */
export const safeDiffOptions = [
  '--no-ext-diff',
  '--no-textconv',
  // What a repository inside holds would be shown by a git of its own, with its settings and without ours.
  '--submodule=short',
] as const;

/** The environment without settings that would point git at another repository. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  return { ...Object.fromEntries(inherited), ...safeEnvironment };
}

/** What git answered. */
export interface GitAnswer {
  output: string;
  /** Is it the whole answer, or what came until a bound was reached? */
  complete: boolean;
}

/** Asks the local git, a few questions at a time. */
export class LocalGit {
  #running = 0;
  readonly #waiting: Array<() => void> = [];

  /**
   * Asks one question.
   *
   * @param options.directory - absolute
   * @param options.args - of git; names of files after `--` only
   * @param options.maxBytes - of the output; default 64 KiB
   * @param options.timeoutMs - default 10,000
   * @returns undefined where git is missing, fails or says nothing in time
   * @throws the reason of the signal
   */
  async ask(options: {
    directory: string;
    args: readonly string[];
    maxBytes?: number;
    timeoutMs?: number;
    signal?: AbortSignal;
  }): Promise<GitAnswer | undefined> {
    const { signal } = options;
    while (this.#running >= maxRunning) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    this.#running++;
    try {
      signal?.throwIfAborted();
      const answer = await this.#run(options);
      signal?.throwIfAborted();
      return answer;
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  /**
   * Is the directory in the work tree of a repository with its whole history? A shallow clone
   * answers every question with its one commit, which would make every document look fresh.
   *
   * @param directory - absolute
   * @returns false also where there is no git
   */
  async hasHistory(directory: string): Promise<boolean> {
    const args = [
      'rev-parse',
      '--is-inside-work-tree',
      '--is-shallow-repository',
    ];
    const answer = await this.ask({ directory, args });
    return answer?.output.split('\n').slice(0, 2).join() === 'true,false';
  }

  #run(options: {
    directory: string;
    args: readonly string[];
    maxBytes?: number;
    timeoutMs?: number;
    signal?: AbortSignal;
  }): Promise<GitAnswer | undefined> {
    return new Promise(resolve => {
      execFile(
        'git',
        [...safeSettings, ...options.args],
        {
          cwd: options.directory,
          env: gitEnvironment(),
          timeout: options.timeoutMs ?? 10_000,
          killSignal: 'SIGKILL',
          maxBuffer: options.maxBytes ?? 64 * 1024,
          signal: options.signal,
          windowsHide: true,
        },
        (error, output) => {
          // Stopped by us at a bound, it has said something that holds as far as it goes.
          const cut =
            error?.killed === true ||
            error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
          resolve(
            !error || (cut && output)
              ? { output, complete: !error }
              : undefined,
          );
        },
      );
    });
  }
}
