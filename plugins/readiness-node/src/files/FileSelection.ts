import { InputError } from '@backstage/errors';
import {
  PathGlob,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFile } from './EntityFiles';
import { FileLimits } from './FileLimits';
import { fileProblem } from './fileProblem';

/** Shows a number of bytes in the unit of a limit. */
function inKilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024).toLocaleString('en')} KB`;
}

/**
 * The files of one listing: which paths are wanted, how many of them there may be, and why
 * others were left out. At most 20 problems are kept, so that a directory full of broken
 * links does not bury everything else.
 */
export class FileSelection {
  readonly files: EntityFile[] = [];
  readonly problems: Problem[] = [];
  readonly globs: readonly PathGlob[];
  readonly #entityRef: string;
  readonly #limits: FileLimits;
  #bytes = 0;
  #full = false;

  constructor(options: {
    globs: string[];
    entityRef: string;
    limits: FileLimits;
  }) {
    this.#entityRef = options.entityRef;
    this.#limits = options.limits;
    const globs: PathGlob[] = [];
    for (const text of options.globs.slice(0, 100)) {
      const glob = PathGlob.parse(text);
      if (glob) {
        globs.push(glob);
      } else {
        this.leaveOut(
          text,
          "Is no path below the entity's directory: expected names separated by slashes, without `..`.",
        );
      }
    }
    this.globs = globs;
  }

  /** Does some glob match this path? */
  wants(path: string): boolean {
    return this.globs.some(glob => glob.matches(path));
  }

  /** Can some glob match a file below this directory? */
  mayWantUnder(directory: string): boolean {
    return this.globs.some(glob => glob.mayMatchUnder(directory));
  }

  /** Has the listing reached a bound, so that further files are useless? */
  get full(): boolean {
    return this.#full;
  }

  /** Remembers why a file is missing. */
  leaveOut(path: string, message: string) {
    if (this.problems.length < 20) {
      const entityRef = this.#entityRef;
      this.problems.push(fileProblem({ entityRef, path, message }));
    }
  }

  /** Ends the listing at a bound. */
  stop(path: string, message: string) {
    if (!this.#full) {
      this.#full = true;
      this.leaveOut(path, message);
    }
  }

  /** Takes a file in, unless a bound is in the way. */
  add(file: EntityFile, size: number) {
    const { maxFiles, maxFileBytes, maxTotalBytes } = this.#limits;
    if (size > maxFileBytes) {
      this.leaveOut(
        file.path,
        `Is larger than ${inKilobytes(maxFileBytes)} and was not read.`,
      );
    } else if (this.files.length >= maxFiles) {
      this.stop(
        file.path,
        `More than ${maxFiles.toLocaleString(
          'en',
        )} files match; this one and later ones were not read.`,
      );
    } else if (this.#bytes + size > maxTotalBytes) {
      this.stop(
        file.path,
        `The matching files are larger than ${inKilobytes(
          maxTotalBytes,
        )} together; this one and later ones were not read.`,
      );
    } else {
      this.#bytes += size;
      this.files.push(file);
    }
  }
}

/**
 * The error of a file that grew after it was listed.
 */
export function tooLarge(path: string, maxFileBytes: number): InputError {
  return new InputError(
    `The file ${path} is larger than ${inKilobytes(maxFileBytes)}`,
  );
}
