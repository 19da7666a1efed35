/**
 * Finds the files that the arguments of a command lead to: a file, a directory
 * (all that match below it), or a pattern with `*`, `?` and `**`.
 *
 * The arguments are trusted, what lies in directories is not: a link is followed
 * only to a place within the directory that was named, nothing is walked
 * endlessly, and a file is named by its path relative to the working directory.
 */
import { PathGlob } from '@team-readiness/backstage-plugin-readiness-common';
import { promises as fs } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../terminal';

/** A file that an argument led to. */
export interface FoundFile {
  /** Absolute. */
  path: string;
  /** Relative to the working directory, with forward slashes. */
  source: string;
  /** It was named itself, so that it must be what the command works on. */
  named: boolean;
}

const limits = { files: 2_000, entries: 100_000, depth: 20 };
const ignored = new Set(['.git', 'node_modules']);
const wildcard = /[*?]/;

interface Walk {
  /** Real path of the directory that was named. */
  root: string;
  accepts(path: string): boolean;
  entries: number;
  found: string[];
}

function isWithin(root: string, path: string): boolean {
  return (
    path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
  );
}

async function walk(
  state: Walk,
  directory: string,
  below: string,
  depth: number,
) {
  const names = (await fs.readdir(directory).catch(() => [])).sort();
  for (const name of names) {
    state.entries += 1;
    if (state.entries > limits.entries) {
      throw new UsageError(
        `There are more than ${limits.entries} files; name a smaller directory`,
      );
    }
    if (ignored.has(name)) {
      continue;
    }
    const path = join(directory, name);
    const label = below ? `${below}/${name}` : name;
    const real = await fs.realpath(path).catch(() => null);
    const stats = real && (await fs.stat(real).catch(() => null));
    if (!real || !stats || !isWithin(state.root, real)) {
      continue;
    }
    if (stats.isDirectory()) {
      const isLink = real !== join(await fs.realpath(directory), name);
      if (!isLink && depth < limits.depth) {
        await walk(state, path, label, depth + 1);
      }
    } else if (stats.isFile() && state.accepts(label)) {
      state.found.push(path);
    }
  }
}

async function list(
  directory: string,
  accepts: (path: string) => boolean,
): Promise<string[]> {
  const root = await fs.realpath(directory);
  const state: Walk = { root, accepts, entries: 0, found: [] };
  await walk(state, directory, '', 0);
  return state.found;
}

/** The directory before the first wildcard, and the rest of a pattern. */
function splitPattern(pattern: string): { base: string; glob: PathGlob } {
  const parts = pattern.split('/');
  const first = parts.findIndex(part => wildcard.test(part));
  const glob = PathGlob.parse(parts.slice(first).join('/'));
  if (!glob) {
    throw new UsageError(`"${pattern}" is no pattern of files`);
  }
  return {
    base: parts.slice(0, first).join('/') || (first > 0 ? '/' : '.'),
    glob,
  };
}

async function expand(
  argument: string,
  cwd: string,
  accepts: (path: string) => boolean,
): Promise<{ paths: string[]; named: boolean }> {
  const path = resolve(cwd, argument);
  const stats = await fs.stat(path).catch(() => null);
  if (stats?.isFile()) {
    return { paths: [path], named: true };
  }
  if (stats?.isDirectory()) {
    return { paths: await list(path, accepts), named: false };
  }
  if (!wildcard.test(argument)) {
    throw new UsageError(`There is no file or directory "${argument}"`);
  }
  const { base, glob } = splitPattern(argument);
  const directory = resolve(cwd, base);
  const isThere = await fs.stat(directory).then(
    found => found.isDirectory(),
    () => false,
  );
  const paths = isThere
    ? await list(directory, below => glob.matches(below))
    : [];
  if (paths.length === 0) {
    throw new UsageError(`No file matches "${argument}"`);
  }
  return { paths, named: false };
}

/**
 * @param options.cwd - what relative paths begin at
 * @param options.accepts - which files of a directory are wanted, by path below it
 * @returns each file once, in the order of the arguments
 * @throws UsageError for an argument that leads to nothing, and for too many files
 */
export async function findFiles(
  args: readonly string[],
  options: { cwd: string; accepts: (path: string) => boolean },
): Promise<FoundFile[]> {
  const { cwd, accepts } = options;
  const found = new Map<string, FoundFile>();
  for (const argument of args) {
    const { paths, named } = await expand(argument, cwd, accepts);
    for (const path of paths) {
      const source = relative(cwd, path).split(sep).join('/');
      const before = found.get(path);
      found.set(path, { path, source, named: named || Boolean(before?.named) });
    }
  }
  if (found.size > limits.files) {
    throw new UsageError(
      `There are more than ${limits.files} files; name fewer of them`,
    );
  }
  return [...found.values()];
}
