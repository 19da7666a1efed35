const maxGlobLength = 300;
const maxSegments = 32;

/**
 * Does a name match a pattern in which `*` stands for any characters and `?` for one?
 * Two cursors and one point of return: the time is bounded by the product of the lengths,
 * whatever the pattern is.
 *
 * @param pattern - of one name, without slashes; every other character stands for itself
 * @public
 */
export function segmentMatches(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = n;
    } else if (
      p < pattern.length &&
      (pattern[p] === '?' || pattern[p] === name[n])
    ) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p++;
  }
  return p === pattern.length;
}

/**
 * A pattern for paths relative to a directory. It knows `*` (within a name), `?` (one
 * character) and `**` (any number of directories; at the end: everything below), and takes
 * every other character as it is. There are no braces, classes or negations, because patterns
 * are also built from annotations, and a richer language would hand their writers more than a path.
 *
 * @public
 */
export class PathGlob {
  readonly #segments: readonly string[];

  private constructor(segments: readonly string[]) {
    this.#segments = segments;
  }

  /**
   * Reads a pattern.
   *
   * @returns undefined for one that could leave the directory or is no pattern: absolute, with
   * `..`, an empty name, a backslash or a NUL, or too long
   */
  static parse(glob: string): PathGlob | undefined {
    if (glob.length > maxGlobLength || /[\\\0]/.test(glob)) {
      return undefined;
    }
    const segments = glob.replace(/^(?:\.\/)+/, '').split('/');
    const bad = segments.some(s => s === '' || s === '.' || s === '..');
    if (bad || segments.length > maxSegments || /^[A-Za-z]:/.test(glob)) {
      return undefined;
    }
    return new PathGlob(segments);
  }

  /** The pattern, without `./` at its beginning. */
  get text(): string {
    return this.#segments.join('/');
  }

  /** The one path that it matches, or undefined where it holds a wildcard. */
  get literal(): string | undefined {
    return this.#segments.some(s => /[*?]/.test(s))
      ? undefined
      : this.#segments.join('/');
  }

  /** Does the pattern match this file? */
  matches(path: string): boolean {
    return this.#positionsAfter(path).has(this.#segments.length);
  }

  /** Can the pattern match a file somewhere below this directory? */
  mayMatchUnder(directory: string): boolean {
    const positions = this.#positionsAfter(directory);
    positions.delete(this.#segments.length);
    return positions.size > 0;
  }

  /** The positions in the pattern at which one can stand after reading the whole path. */
  #positionsAfter(path: string): Set<number> {
    let positions = this.#skipping(new Set([0]));
    for (const name of path.split('/')) {
      const next = new Set<number>();
      for (const position of positions) {
        const segment = this.#segments[position];
        if (segment === '**') {
          next.add(position);
          if (position === this.#segments.length - 1) {
            next.add(position + 1);
          }
        } else if (segment !== undefined && segmentMatches(segment, name)) {
          next.add(position + 1);
        }
      }
      positions = this.#skipping(next);
    }
    return positions;
  }

  /** Adds the positions reached because `**`, other than at the end, may stand for nothing. */
  #skipping(positions: Set<number>): Set<number> {
    for (const position of positions) {
      if (
        this.#segments[position] === '**' &&
        position < this.#segments.length - 1
      ) {
        positions.add(position + 1);
      }
    }
    return positions;
  }
}
