import { FileChange, FileVersion } from './EntityHistory';
import { LocalGit, safeDiffOptions } from './LocalGit';

/**
 * What commits changed in the text of files.
 *
 * `git log -p` is read. A commit begins with a line `\x01<time>`; the header of a hunk says how many lines
 * follow, and just so many are taken, so that no text in a file can pass for a header. A name that git has to
 * put in quotes is passed over.
 */

const maxChanges = 5_000;
const maxVersions = 500;
const maxBytes = 32 * 1024 * 1024;
/** More lines than a file that is read can have. */
const wholeFile = 2_000_000;

interface Patch {
  at: string;
  path: string;
  /** Lines taken out, put in, and the whole text, as far as the patch shows it. */
  removed: string[];
  added: string[];
  shown: string[];
  deleted: boolean;
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** Reads the output of `git log -p` with `--format=%x01%cI`. */
function readPatches(log: string): Patch[] {
  const patches: Patch[] = [];
  const lines = log.split('\n');
  let at: string | undefined;
  let before = '';
  let patch: Patch | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (line.startsWith('\x01')) {
      const time = Date.parse(line.slice(1));
      at = Number.isNaN(time) ? undefined : new Date(time).toISOString();
      patch = undefined;
    } else if (line.startsWith('diff --git ')) {
      patch = undefined;
      before = '';
    } else if (line.startsWith('--- ') && !patch) {
      before = line.slice(4).replace(/\t$/, '');
    } else if (line.startsWith('+++ ') && !patch && at) {
      const after = line.slice(4).replace(/\t$/, '');
      const deleted = after === '/dev/null';
      const named = deleted ? before : after;
      if (/^[ab]\//.test(named)) {
        patch = {
          at,
          path: named.slice(2),
          removed: [],
          added: [],
          shown: [],
          deleted,
        };
        patches.push(patch);
      }
    } else if (hunk && patch) {
      let old = Number(hunk[1] ?? 1);
      let fresh = Number(hunk[2] ?? 1);
      while ((old > 0 || fresh > 0) && i + 1 < lines.length) {
        const text = lines[++i];
        const mark = text[0];
        const content = text.slice(1);
        if (mark === '-') {
          old--;
          patch.removed.push(content);
        } else if (mark === '+') {
          fresh--;
          patch.added.push(content);
          patch.shown.push(content);
        } else if (mark !== '\\') {
          old--;
          fresh--;
          patch.shown.push(content);
        }
      }
    }
  }
  return patches;
}

const options = [
  '--format=%x01%cI',
  '-p',
  '--no-renames',
  '--no-color',
  // Attributes in the repository must not turn text into something without lines.
  '--text',
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  ...safeDiffOptions,
];

/** Reads changes of text in local git work trees. */
export class GitPatches {
  readonly #git: LocalGit;

  constructor({ git }: { git: LocalGit }) {
    this.#git = git;
  }

  /**
   * How many lines commits put into files and took out of them; blank ones are not counted.
   *
   * @param parameters.directory - real, absolute path of the entity's directory
   * @param parameters.paths - relative to it
   * @returns as EntityHistory.lineChanges
   */
  async lineChanges(parameters: {
    directory: string;
    paths: readonly string[];
    since: Date;
    signal?: AbortSignal;
  }): Promise<{ knownSince: string; changes: FileChange[] } | undefined> {
    const { directory, paths, since, signal } = parameters;
    const begin = await this.#begin(directory, signal);
    if (begin === undefined || paths.length === 0) {
      return undefined;
    }
    const answer = await this.#log(directory, signal, [
      `--since=${since.toISOString()}`,
      '-U0',
      ...options,
      '--',
      ...paths.slice(0, 100),
    ]);
    if (!answer?.complete) {
      return undefined;
    }
    const changes = readPatches(answer.output)
      .map(({ at, path, removed, added }) => ({
        at,
        path,
        lines: [...removed, ...added].filter(line => !isBlank(line)).length,
      }))
      .slice(0, maxChanges);
    const knownSince = [since.toISOString(), begin].sort()[1];
    return { knownSince, changes };
  }

  /**
   * What a file held after each commit on the way to the present one, newest first.
   *
   * @param parameters.directory - real, absolute
   * @param parameters.path - relative to it
   * @returns as EntityHistory.catalogFileVersions
   */
  async versions(parameters: {
    directory: string;
    path: string;
    signal?: AbortSignal;
  }): Promise<
    | { knownSince: string; complete: boolean; versions: FileVersion[] }
    | undefined
  > {
    const { directory, path, signal } = parameters;
    const begin = await this.#begin(directory, signal);
    const answer =
      begin &&
      (await this.#log(directory, signal, [
        `-${maxVersions}`,
        // What came with a merge came on the day of the merge.
        '--first-parent',
        '-m',
        `-U${wholeFile}`,
        ...options,
        '--',
        path,
      ]));
    if (!answer || !begin) {
      return undefined;
    }
    const patches = readPatches(answer.output);
    if (!answer.complete) {
      // The last one may have lost lines.
      patches.pop();
    }
    return {
      knownSince: begin,
      complete: answer.complete && patches.length < maxVersions,
      versions: patches.map(({ at, shown, deleted }) => ({
        at,
        text: deleted ? null : shown.join('\n'),
      })),
    };
  }

  /** When the history begins; undefined where there is none. */
  async #begin(
    directory: string,
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    if (!(await this.#git.hasHistory(directory))) {
      return undefined;
    }
    const roots = await this.#log(directory, signal, [
      '--max-parents=0',
      '--format=%cI',
    ]);
    const times = (roots?.output ?? '')
      .split('\n')
      .map(line => Date.parse(line))
      .filter(time => !Number.isNaN(time));
    return times.length > 0
      ? new Date(Math.min(...times.slice(0, 1_000))).toISOString()
      : undefined;
  }

  #log(
    directory: string,
    signal: AbortSignal | undefined,
    args: readonly string[],
  ) {
    return this.#git.ask({
      directory,
      args: [
        ...['-c', 'core.quotePath=false', '-c', 'log.showRoot=true'],
        'log',
        ...args,
      ],
      maxBytes,
      timeoutMs: 30_000,
      signal,
    });
  }
}
