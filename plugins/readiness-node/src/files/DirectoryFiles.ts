import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { constants, promises as fs } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { EntityFile, EntityFilesListing } from './EntityFiles';
import { isWithin } from './EntityLocations';
import { FileLimits, ignoredDirectories } from './FileLimits';
import { FileSelection, tooLarge } from './FileSelection';
import { GitChangeDates } from './GitChangeDates';
import { LocalGit } from './LocalGit';

/**
 * Reads files of a local directory.
 *
 * Guarantees: what is listed and what is opened is, by its real path, a regular file inside the
 * directory, also if a link is put in its place between listing and reading; a link to the outside is
 * named by its own relative path and not by where it leads; nothing blocks on a pipe or device;
 * the walk enters only directories below which some glob can match, and ends at the bounds.
 */

interface Walk {
  /** Real path of the entity's directory. */
  root: string;
  selection: FileSelection;
  signal?: AbortSignal;
  walked: number;
  /** Answered at the first question, since most listings never ask. */
  hasHistory?: Promise<boolean>;
}

const outside =
  "Is a link to a place outside the entity's directory, or to nothing, and was not read.";

/** Lists and reads local files. */
export class DirectoryFiles {
  readonly #limits: FileLimits;
  readonly #git: LocalGit;
  readonly #dates: GitChangeDates;

  constructor(options: { limits: FileLimits; git: LocalGit }) {
    this.#limits = options.limits;
    this.#git = options.git;
    this.#dates = new GitChangeDates(options);
  }

  /**
   * @param options.directory - real, absolute path
   * @param options.label - the location for people
   * @throws if the directory cannot be read, or the signal is aborted
   */
  async list(options: {
    directory: string;
    label: string;
    selection: FileSelection;
    signal?: AbortSignal;
  }): Promise<EntityFilesListing> {
    const { directory, label, selection, signal } = options;
    const walk: Walk = { root: directory, selection, signal, walked: 0 };
    const readable = await this.#walk(walk, directory, '', [directory]);
    if (!readable) {
      throw new NotFoundError(`The directory ${label} cannot be read`);
    }
    return {
      location: label,
      // To compare a work tree with its commit, git would run filters that the repository itself names.
      revision: null,
      files: selection.files,
      problems: selection.problems,
    };
  }

  /**
   * Looks through one directory, in the order of names.
   *
   * @param real - real path of the directory
   * @param path - its path in the listing, empty for the entity's directory
   * @param ancestors - real paths from the entity's directory to this one, to stop at loops
   * @returns false if the directory cannot be read
   */
  async #walk(
    walk: Walk,
    real: string,
    path: string,
    ancestors: string[],
  ): Promise<boolean> {
    const { selection } = walk;
    const names: string[] = [];
    try {
      for await (const entry of await fs.opendir(real)) {
        if (++walk.walked > this.#limits.maxWalked) {
          selection.stop(
            path || '.',
            `Holds too many files: only the first ${this.#limits.maxWalked.toLocaleString(
              'en',
            )} were looked at.`,
          );
          break;
        }
        names.push(entry.name);
      }
    } catch {
      return false;
    }
    for (const name of names.sort()) {
      walk.signal?.throwIfAborted();
      const child = path ? `${path}/${name}` : name;
      const wanted = selection.wants(child);
      const entered =
        !ignoredDirectories.has(name) && selection.mayWantUnder(child);
      if (wanted || entered) {
        await this.#visit(walk, join(real, name), child, ancestors);
      }
      // Names that were found before the walk ended still count.
      if (selection.full && walk.walked <= this.#limits.maxWalked) {
        break;
      }
    }
    return true;
  }

  async #visit(
    walk: Walk,
    location: string,
    path: string,
    ancestors: string[],
  ): Promise<void> {
    const { selection, root } = walk;
    let real: string;
    let stats: Awaited<ReturnType<typeof fs.stat>>;
    try {
      real = await fs.realpath(location);
      if (!isWithin(root, real)) {
        selection.leaveOut(path, outside);
        return;
      }
      stats = await fs.lstat(real);
    } catch {
      selection.leaveOut(path, outside);
      return;
    }
    if (stats.isDirectory()) {
      const entered =
        selection.mayWantUnder(path) &&
        !ancestors.includes(real) &&
        !relative(root, real)
          .split(sep)
          .some(n => ignoredDirectories.has(n));
      if (entered && ancestors.length > this.#limits.maxDepth) {
        selection.leaveOut(path, 'Is too deep and was not looked at.');
      } else if (entered) {
        const readable = await this.#walk(walk, real, path, [
          ...ancestors,
          real,
        ]);
        if (!readable) {
          selection.leaveOut(path, 'The directory cannot be read.');
        }
      }
    } else if (selection.wants(path)) {
      if (stats.isFile()) {
        selection.add(this.#file(walk, real, path), stats.size);
      } else {
        selection.leaveOut(path, 'Is not a regular file and was not read.');
      }
    }
  }

  #file(walk: Walk, real: string, path: string): EntityFile {
    return {
      path,
      url: null,
      content: () => this.#read(real, path),
      changedAt: async () => {
        walk.hasHistory ??= this.#git.hasHistory(walk.root);
        return (await walk.hasHistory)
          ? this.#dates.changedAt(walk.root, relative(walk.root, real))
          : null;
      },
    };
  }

  /** Opens what was listed, and reads only if that is still what is at its place. */
  async #read(real: string, path: string): Promise<string> {
    const { maxFileBytes } = this.#limits;
    let handle: fs.FileHandle;
    try {
      handle = await fs.open(
        real,
        // eslint-disable-next-line no-bitwise
        constants.O_RDONLY |
          (constants.O_NOFOLLOW ?? 0) |
          (constants.O_NONBLOCK ?? 0),
      );
    } catch {
      throw new NotFoundError(`The file ${path} cannot be opened`);
    }
    try {
      const opened = await handle.stat();
      const there = await fs.lstat(real);
      const same =
        opened.isFile() &&
        opened.ino === there.ino &&
        opened.dev === there.dev &&
        (await fs.realpath(real)) === real;
      if (!same) {
        throw new NotAllowedError(`The file ${path} was replaced`);
      }
      const buffer = Buffer.alloc(Math.min(opened.size, maxFileBytes) + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(
          buffer,
          length,
          buffer.length - length,
        );
        if (bytesRead === 0) {
          break;
        }
        length += bytesRead;
      }
      if (length > maxFileBytes) {
        throw tooLarge(path, maxFileBytes);
      }
      return buffer.toString('utf8', 0, length);
    } finally {
      await handle.close();
    }
  }
}
