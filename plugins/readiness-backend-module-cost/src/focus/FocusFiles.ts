import { stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import glob from 'fast-glob';

/**
 * One file to read.
 */
export interface FocusFile {
  /** Absolute. Never shown. */
  path: string;
  /** For people: relative to the working directory, else the last two parts of the path. */
  name: string;
  /** Changes when the file changes: size and time of modification. */
  fingerprint: string;
}

const maxFiles = 5_000;

/**
 * Finds the configured files.
 *
 * @param options.patterns - paths or globs, absolute or relative to `directory`
 * @param options.directory - absolute; the working directory of the backend
 * @returns each file once, sorted by path
 * @throws NotFoundError if a path or glob matches no file: a part of the spend would be missing
 */
export async function findFocusFiles(options: {
  patterns: string[];
  directory: string;
}): Promise<FocusFile[]> {
  const { patterns, directory } = options;
  const found = new Map<string, FocusFile>();
  for (const pattern of patterns) {
    const matches = await match(pattern, directory);
    if (!matches.length) {
      throw new NotFoundError(
        `No file matches '${shown(
          path.resolve(directory, pattern),
          directory,
        )}' of readiness.cost.focus.files.`,
      );
    }
    for (const file of matches) {
      found.set(file.path, file);
    }
    if (found.size > maxFiles) {
      throw new InputError(
        `readiness.cost.focus.files matches more than ${maxFiles} files.`,
      );
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function match(pattern: string, directory: string): Promise<FocusFile[]> {
  const literal = await fileAt(path.resolve(directory, pattern), directory);
  if (literal) {
    return [literal];
  }
  const paths = await glob(pattern, {
    cwd: directory,
    absolute: true,
    dot: true,
    suppressErrors: true,
  });
  const files = await Promise.all(paths.map(file => fileAt(file, directory)));
  return files.filter(file => file !== undefined);
}

/** @returns undefined where there is no regular file */
async function fileAt(
  file: string,
  directory: string,
): Promise<FocusFile | undefined> {
  try {
    const stats = await stat(file);
    return stats.isFile()
      ? {
          path: file,
          name: shown(file, directory),
          fingerprint: `${stats.size}-${stats.mtimeMs}`,
        }
      : undefined;
  } catch {
    return undefined;
  }
}

function shown(file: string, directory: string): string {
  const relative = path.relative(directory, file);
  const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
  const parts = (inside ? relative : file).split(path.sep).filter(Boolean);
  return (inside ? parts : parts.slice(-2)).join('/');
}
