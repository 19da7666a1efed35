/**
 * Finds and reads the files that the operator configured.
 *
 * The patterns are trusted, what lies in the files is not. Problems and results
 * name a file by what the operator wrote, never by its place on the machine.
 */
import { promises as fs } from 'node:fs';
import { basename, isAbsolute, join, posix, resolve, sep } from 'node:path';

/**
 * One file that a pattern led to.
 *
 * @public
 */
export interface ConfiguredFile {
  /** For people: as in the pattern, or below the last directory of an absolute one. */
  source: string;
  /** Below the directory before the first wildcard of its pattern, with forward slashes; the name of a file that a pattern names. */
  path: string;
  /** When it was last written, in milliseconds since 1970. */
  modifiedAt: number;
  /** In bytes. */
  size: number;
  /**
   * Its text.
   *
   * @throws Error with one plain sentence, without the file's place on the machine
   */
  read(): Promise<string>;
  /**
   * The first bytes of it as text, whatever its size.
   *
   * @throws as `read`
   */
  readStart(bytes: number): Promise<string>;
}

/**
 * What the patterns led to.
 *
 * @public
 */
export interface ConfiguredFilesFound {
  files: ConfiguredFile[];
  /** Patterns, as written, that no file matches. */
  unmatched: string[];
  /** There were more files than are read. */
  cut: boolean;
}

const wildcard = /[*?[\]{}()!]/;
const documentFile = /\.(ya?ml|json)$/i;

interface Pattern {
  /** The directory before the first wildcard, absolute. */
  directory: string;
  /** The same for people. */
  label: string;
  /** The rest, or null where the pattern names one file or directory. */
  rest: string | null;
}

function toPattern(written: string, workingDirectory: string): Pattern {
  const segments = written.split('/');
  const first = segments.findIndex(segment => wildcard.test(segment));
  const fixed = first < 0 ? segments : segments.slice(0, first);
  const base = fixed.join('/') || (isAbsolute(written) ? '/' : '.');
  return {
    directory: resolve(workingDirectory, base),
    label: isAbsolute(written) ? basename(base) : base,
    rest: first < 0 ? null : segments.slice(first).join('/'),
  };
}

async function* matches(pattern: Pattern): AsyncGenerator<string> {
  if (pattern.rest !== null) {
    yield* fs.glob(pattern.rest, { cwd: pattern.directory });
    return;
  }
  const stats = await fs.stat(pattern.directory).catch(() => undefined);
  if (stats?.isDirectory()) {
    yield* fs.glob('**/*', { cwd: pattern.directory });
  } else if (stats?.isFile()) {
    yield '';
  }
}

/** Says what the system says without the path that is in the system's own message. */
async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) {
      throw error;
    }
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`The file cannot be read (${code}).`);
  }
}

async function readBounded(path: string, maxBytes: number): Promise<string> {
  const { size } = await fs.stat(path);
  if (size > maxBytes) {
    throw new RangeError(`The file has more than ${maxBytes} bytes.`);
  }
  return fs.readFile(path, 'utf8');
}

async function readStart(path: string, bytes: number): Promise<string> {
  const handle = await fs.open(path);
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Finds the files that the patterns lead to: a file (with any ending), a directory (everything
 * below it with an ending that is accepted), or a glob (alike). Links are followed, as volumes of Kubernetes have them.
 *
 * @param patterns - absolute, or relative to the working directory
 * @param options.workingDirectory - default: that of the process
 * @param options.maxFiles - no more are found
 * @param options.maxBytes - larger files fail when they are read
 * @param options.accepts - which paths of a directory or glob are taken. Default: YAML and JSON, by their ending
 * @returns the files, each once, sorted by source
 *
 * @public
 */
export async function findConfiguredFiles(
  patterns: readonly string[],
  options: {
    workingDirectory?: string;
    maxFiles: number;
    maxBytes: number;
    accepts?: RegExp;
  },
): Promise<ConfiguredFilesFound> {
  const { workingDirectory = process.cwd(), maxFiles, maxBytes } = options;
  const accepts = options.accepts ?? documentFile;
  const found = new Map<string, ConfiguredFile>();
  const unmatched: string[] = [];
  let cut = false;
  for (const written of patterns) {
    const pattern = toPattern(written, workingDirectory);
    let count = 0;
    for await (const name of matches(pattern)) {
      const path = join(pattern.directory, name);
      if (name !== '' && !accepts.test(name)) {
        continue;
      }
      const real = await fs.realpath(path).catch(() => path);
      const stats = await fs.stat(real).catch(() => undefined);
      if (!stats?.isFile()) {
        continue;
      }
      count += 1;
      if (found.size >= maxFiles && !found.has(real)) {
        cut = true;
        break;
      }
      if (!found.has(real)) {
        const relative = name.split(sep).join('/');
        found.set(real, {
          source: relative
            ? posix.join(pattern.label, relative)
            : pattern.label,
          path: relative || posix.basename(pattern.label),
          modifiedAt: stats.mtimeMs,
          size: stats.size,
          read: () => plainly(() => readBounded(real, maxBytes)),
          readStart: bytes => plainly(() => readStart(real, bytes)),
        });
      }
    }
    if (count === 0) {
      unmatched.push(written);
    }
  }
  const files = [...found.values()].sort((a, b) =>
    a.source < b.source ? -1 : Number(a.source > b.source),
  );
  return { files, unmatched, cut };
}
