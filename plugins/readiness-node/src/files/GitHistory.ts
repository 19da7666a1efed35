import { CommitAuthors } from './CommitAuthors';
import { CommittedFile, EntityCommit, EntityCommits } from './EntityHistory';
import { LocalGit, safeDiffOptions } from './LocalGit';

/**
 * The history of local work trees.
 *
 * `git log -z --numstat` ends every part by a NUL, which neither a name nor a message can hold. A commit
 * begins with a part of its own, `\x01<hash>\x02<parents>\x02<time>\x02…`; the parts below are
 * `<added>\t<removed>\t<path>`, or, for a renamed file, the same without path and then the old and the new
 * path. What people wrote (address, name, trailers) stands last in the first part, so that whatever it
 * holds can only spoil itself.
 */

const maxCommits = 5_000;
const maxFilesOfCommit = 1_000;
const maxPaths = 100_000;
const logFormat = [
  '%x01%H',
  '%P',
  '%cI',
  '%aE',
  '%aN',
  '%(trailers:key=Co-authored-by,valueonly,separator=%x03)',
].join('%x02');

/** Is it a path below a directory, as git takes it? */
function isInside(path: string): boolean {
  return (
    path.length <= 1_000 &&
    !/[\\\0]/.test(path) &&
    path.split('/').every(name => !/^(?:|\.|\.\.)$/.test(name))
  );
}

/** Reads the history of local git work trees. */
export class GitHistory {
  readonly #git: LocalGit;
  readonly #authors: CommitAuthors;

  constructor(options: { git: LocalGit; authors: CommitAuthors }) {
    this.#git = options.git;
    this.#authors = options.authors;
  }

  /**
   * @param options.directory - real, absolute path of the entity's directory
   * @returns as EntityHistory.commits
   */
  async commits(options: {
    directory: string;
    since: Date;
    paths?: readonly string[];
    signal?: AbortSignal;
  }): Promise<EntityCommits | undefined> {
    const { directory, since, signal } = options;
    const paths = options.paths?.slice(0, 100).filter(isInside) ?? ['.'];
    if (!(await this.#git.hasHistory(directory))) {
      return undefined;
    }
    const head = await this.#git.ask({
      directory,
      args: ['rev-parse', '--verify', '--quiet', 'HEAD'],
      signal,
    });
    const revision = head?.output.trim() || null;
    if (!revision || paths.length === 0) {
      return { revision, complete: true, commits: [] };
    }
    const answer = await this.#git.ask({
      directory,
      args: [
        'log',
        '-z',
        `-${maxCommits + 1}`,
        `--since=${since.toISOString()}`,
        `--format=${logFormat}`,
        '--numstat',
        '--relative',
        '-M',
        '-l500',
        ...safeDiffOptions,
        revision,
        '--',
        ...paths,
      ],
      maxBytes: 16 * 1024 * 1024,
      timeoutMs: 30_000,
      signal,
    });
    if (!answer) {
      return undefined;
    }
    const commits = this.#parse(answer.output);
    if (!answer.complete) {
      // The last one may have lost files.
      commits.pop();
    }
    return {
      revision,
      complete: answer.complete && commits.length <= maxCommits,
      commits: commits.slice(0, maxCommits),
    };
  }

  /** @returns as EntityHistory.firstCommitAt */
  async firstCommitAt(options: {
    directory: string;
    path: string;
    signal?: AbortSignal;
  }): Promise<string | null> {
    const { directory, path, signal } = options;
    if (!isInside(path) || !(await this.#git.hasHistory(directory))) {
      return null;
    }
    const args = ['log', '--diff-filter=A', '--no-renames', '--format=%cI'];
    const answer = await this.#git.ask({
      directory,
      args: [...args, ...safeDiffOptions, '--', path],
      signal,
    });
    const first = answer?.complete && answer.output.trim().split('\n').at(-1);
    const time = first ? Date.parse(first) : NaN;
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  }

  /** @returns as EntityHistory.trackedPaths */
  async trackedPaths(options: {
    directory: string;
    signal?: AbortSignal;
  }): Promise<{ complete: boolean; paths: string[] } | undefined> {
    const answer = await this.#git.ask({
      ...options,
      args: ['ls-files', '-z', '--', '.'],
      maxBytes: 16 * 1024 * 1024,
    });
    if (!answer) {
      return undefined;
    }
    const paths = answer.output.split('\0').slice(0, -1).filter(isInside);
    return {
      complete: answer.complete && paths.length <= maxPaths,
      paths: paths.slice(0, maxPaths).sort(),
    };
  }

  #parse(log: string): EntityCommit[] {
    const commits: EntityCommit[] = [];
    const parts = log.split('\0').values();
    let files: CommittedFile[] = [];
    for (const part of parts) {
      const commit = this.#parseCommit(part);
      if (commit) {
        ({ files } = commit);
        commits.push(commit);
        continue;
      }
      const counts = /^\n?(\d{1,9}|-)\t(\d{1,9}|-)\t([^]*)$/.exec(part);
      if (counts) {
        // A rename has its two paths in parts of their own; the new one is the second.
        const renamed = counts[3] === '' && parts.next().value !== undefined;
        const path = renamed ? parts.next().value : counts[3];
        if (path && isInside(path) && files.length < maxFilesOfCommit) {
          const [added, removed] = [counts[1], counts[2]].map(
            it => Number(it) || 0,
          );
          files.push({ path, added, removed });
        }
      }
    }
    return commits;
  }

  #parseCommit(
    part: string,
  ): (EntityCommit & { files: CommittedFile[] }) | undefined {
    const [mark, parents, at, email = '', name = '', trailers = ''] =
      part.split('\x02');
    const time = Date.parse(at ?? '');
    if (!mark.startsWith('\x01') || Number.isNaN(time)) {
      return undefined;
    }
    const author = { name: name.slice(0, 300), email: email.slice(0, 300) };
    const authorKey = this.#authors.keyOf(author);
    return {
      hash: mark.slice(1),
      at: new Date(time).toISOString(),
      authorKey,
      coAuthorKeys: this.#authors.coAuthorKeys(
        trailers.split('\x03'),
        authorKey,
      ),
      bot: this.#authors.isBot(author),
      merge: parents.includes(' '),
      files: [],
    };
  }
}
