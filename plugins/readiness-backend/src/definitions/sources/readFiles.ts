/**
 * Documents in files.
 *
 * Names that people see are short and never absolute: the last directory of a pattern that holds
 * no wildcard, and what follows (`scorecards/shop.yaml`).
 */
import { glob, stat, readFile } from 'fs/promises';
import path from 'path';
import {
  DefinitionText,
  maxDefinitionBytes,
  UnreadSource,
} from './DefinitionText';

/** The most files that one pattern may match. */
export const maxDefinitionFiles = 500;

/**
 * Reads the files that a path or glob names. Never throws.
 *
 * @param pattern - Relative to the working directory.
 * @param unread - What could not be read is added here.
 */
export async function readFiles(
  pattern: string,
  unread: UnreadSource[],
): Promise<DefinitionText[]> {
  const base = fixedDirectory(pattern);
  const label = (file: string) =>
    [path.basename(base), path.relative(base, file)]
      .filter(Boolean)
      .join('/')
      .split(path.sep)
      .join('/');
  const files = await listFiles(pattern);
  if (!files.length) {
    unread.push({
      source: `${path.basename(base)}/`,
      message: 'No file matches the configured pattern.',
    });
  }
  if (files.length > maxDefinitionFiles) {
    unread.push({
      source: `${path.basename(base)}/`,
      message: `The pattern matches more than ${maxDefinitionFiles} files; the rest is left out.`,
    });
    files.length = maxDefinitionFiles;
  }
  const texts: DefinitionText[] = [];
  for (const file of files) {
    const source = label(file);
    try {
      texts.push({ source, origin: 'file', text: await readBounded(file) });
    } catch (error) {
      unread.push({ source, message: reason(error) });
    }
  }
  return texts;
}

async function listFiles(pattern: string): Promise<string[]> {
  if (!hasWildcard(pattern)) {
    return [path.resolve(pattern)];
  }
  const files: string[] = [];
  try {
    for await (const file of glob(pattern)) {
      files.push(path.resolve(file));
      if (files.length > maxDefinitionFiles) {
        break;
      }
    }
  } catch {
    return [];
  }
  return files.sort();
}

async function readBounded(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > maxDefinitionBytes) {
    throw new RangeError(`The file has more than ${maxDefinitionBytes} bytes.`);
  }
  return await readFile(file, 'utf8');
}

// Messages of the file system hold absolute paths; its codes do not.
function reason(error: unknown): string {
  if (error instanceof RangeError) {
    return error.message;
  }
  switch ((error as { code?: unknown }).code) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read.';
    case 'EISDIR':
      return 'This is a directory; add /*.yaml to read what is in it.';
    default:
      return 'The file cannot be read.';
  }
}

function hasWildcard(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

function fixedDirectory(pattern: string): string {
  const segments = path.resolve(pattern).split(path.sep);
  const wild = segments.findIndex(hasWildcard);
  return segments.slice(0, wild === -1 ? -1 : wild).join(path.sep) || path.sep;
}
